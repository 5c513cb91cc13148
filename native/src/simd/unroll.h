// Unrolls the loop that follows completely, so that arrays indexed by it live in registers.
#pragma once

#ifdef __clang__
#define EVENKEEL_UNROLL _Pragma("clang loop unroll(full)")
#else
#define EVENKEEL_UNROLL _Pragma("GCC unroll 64")
#endif
