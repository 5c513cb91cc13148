// Unrolls the loop that follows completely, so that arrays indexed by it live in registers.
#pragma once

#include "isa/select.h"

#ifdef __clang__
#define EVENKEEL_UNROLL _Pragma("clang loop unroll(full)")
#else
#define EVENKEEL_UNROLL _Pragma("GCC unroll 64")
#endif

// Unrolls it a few times, for speed alone: not where size counts more.
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_wasm
#define EVENKEEL_UNROLL_SOME
#else
#define EVENKEEL_UNROLL_SOME _Pragma("GCC unroll 16")
#endif
