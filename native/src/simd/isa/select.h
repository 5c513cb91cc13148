// Which instruction set this translation unit is compiled for. CMake defines EVENKEEL_ISA as one of the
// names below; every kernel lives in the namespace evenkeel::EVENKEEL_ISA.
#pragma once

#define EVENKEEL_JOIN_(a, b) a##b
#define EVENKEEL_JOIN(a, b) EVENKEEL_JOIN_(a, b)

#define EVENKEEL_ISA_NUMBER_base 1
#define EVENKEEL_ISA_NUMBER_v3 2
#define EVENKEEL_ISA_NUMBER_v4 3
#define EVENKEEL_ISA_NUMBER_neon 4
#define EVENKEEL_ISA_NUMBER_wasm 5

#ifndef EVENKEEL_ISA
#error "define EVENKEEL_ISA as base, v3, v4, neon or wasm"
#endif

#define EVENKEEL_ISA_NUMBER EVENKEEL_JOIN(EVENKEEL_ISA_NUMBER_, EVENKEEL_ISA)

#define EVENKEEL_INLINE inline __attribute__((always_inline))

// For functions of dozens of instructions that many kernels use. In WebAssembly they are called: every page that trains
// loads the module, and a copy in every loop would double it.
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_wasm
#define EVENKEEL_SHARED inline __attribute__((noinline))
#else
#define EVENKEEL_SHARED EVENKEEL_INLINE
#endif
