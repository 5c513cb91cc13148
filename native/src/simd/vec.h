// Vectors of VW floats: one name for each operation that kernels use, on every instruction set.
// Apart from `madd` on wasm, every function here gives the same bits whatever VW is.
#pragma once
#include "isa/select.h"

#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_base
#include "isa/base.h"
#elif EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v3
#include "isa/v3.h"
#elif EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
#include "isa/v4.h"
#elif EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_neon
#include "isa/neon.h"
#elif EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_wasm
#include "isa/wasm.h"
#else
#error "EVENKEEL_ISA must be base, v3, v4, neon or wasm"
#endif

namespace evenkeel::EVENKEEL_ISA {

// Memory. Nothing needs alignment; `Part` moves the first k < VW lanes and touches no other byte.

EVENKEEL_INLINE vec load(const float* p) { return *(const vecInMemory*)p; }
EVENKEEL_INLINE void store(float* p, vec a) { *(vecInMemory*)p = a; }
EVENKEEL_INLINE ivec loadInt(const int32_t* p) { return *(const ivecInMemory*)p; }
EVENKEEL_INLINE void storeInt(int32_t* p, ivec a) { *(ivecInMemory*)p = a; }

/**
 * p + count for count >= 0. Of an unsigned distance the compiler knows that the address does not wrap around, so that in
 * WebAssembly a constant one becomes part of the load instead of an addition.
 */
template <class T>
EVENKEEL_INLINE T* behind(T* p, uint32_t count) {
  return p + count;
}

/** Reinterprets the bits. */
EVENKEEL_INLINE ivec asInt(vec a) { return (ivec)a; }
EVENKEEL_INLINE vec asFloat(ivec a) { return (vec)a; }

EVENKEEL_INLINE ivec loadIntPart(const int32_t* p, int k) {
  return asInt(loadPart((const float*)p, k));
}
EVENKEEL_INLINE void storeIntPart(int32_t* p, ivec a, int k) {
  storePart((float*)p, asFloat(a), k);
}

/** a - 0 keeps the sign of zero, where 0 + a would not, and costs nothing. */
EVENKEEL_INLINE vec broadcast(float a) { return a - vec{}; }
EVENKEEL_INLINE ivec broadcastInt(int32_t a) { return ivec{} + a; }

// Arithmetic beyond the operators + - * / and the comparisons that vectors have anyway.

/** c - a * b, rounded like `madd`. */
EVENKEEL_INLINE vec nmadd(vec a, vec b, vec c) { return madd(-a, b, c); }

/** 0, 1, 2, ... */
EVENKEEL_INLINE ivec laneNumbers() {
  constexpr int32_t numbers[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  return loadInt(numbers);
}

/** mask ? a : b for every lane; masks are what comparisons give (0 or -1). */
EVENKEEL_INLINE vec select(ivec mask, vec a, vec b) { return mask ? a : b; }
EVENKEEL_INLINE ivec selectInt(ivec mask, ivec a, ivec b) { return mask ? a : b; }

EVENKEEL_INLINE ivec maxInt(ivec a, ivec b) { return a > b ? a : b; }

EVENKEEL_INLINE ivec isNan(vec a) { return a != a; }
/** a where the mask is true, else +0. */
EVENKEEL_INLINE vec keepWhere(ivec mask, vec a) { return asFloat(asInt(a) & mask); }

/** The larger of two numbers, NaN if either is; b of equals. */
EVENKEEL_INLINE vec maxOrNan(vec a, vec b) { return select(isNan(a), a, maxOf(a, b)); }
EVENKEEL_INLINE vec minOrNan(vec a, vec b) { return select(isNan(a), a, minOf(a, b)); }

EVENKEEL_INLINE vec absolute(vec a) { return asFloat(asInt(a) & 0x7fffffff); }
EVENKEEL_INLINE ivec signBits(vec a) { return asInt(a) & (int32_t)0x80000000; }
/** |a| with the sign of b. */
EVENKEEL_INLINE vec copySign(vec a, vec b) { return asFloat(asInt(absolute(a)) | signBits(b)); }

EVENKEEL_INLINE vec toFloat(ivec a) { return __builtin_convertvector(a, vec); }
/** Cuts toward zero; only for values inside the range of int32. */
EVENKEEL_INLINE ivec toInt(vec a) { return __builtin_convertvector(a, ivec); }

/** Nearest integer, ties to even; keeps the sign of zero, infinities and NaN. */
EVENKEEL_INLINE vec roundEven(vec a) {
  const vec size = absolute(a);
  const vec rounded = copySign((size + 8388608.0f) - 8388608.0f, a);
  return select(size < 8388608.0f, rounded, a);
}
/** Largest integer that is not above a. */
EVENKEEL_INLINE vec floorOf(vec a) {
  const vec rounded = roundEven(a);
  return select(rounded > a, rounded - 1.0f, rounded);
}

EVENKEEL_INLINE void prefetchForWrite(const void* p) { __builtin_prefetch(p, 1); }

/** Whether a vector is a line, so that stores past the caches need not be joined. */
constexpr bool storesLines = EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4;
#if EVENKEEL_ISA_NUMBER != EVENKEEL_ISA_NUMBER_v4
EVENKEEL_INLINE void storePast(float* p, vec a) { store(p, a); }
EVENKEEL_INLINE void settleStores() {}
#endif

/**
 * Whether size counts more than the last tenth of speed, since every page that trains loads the code. Prefetching does
 * nothing there either. None of the choices that it makes changes a bit of a result of finite numbers, but for where
 * convolutions are filtered by Winograd: `madd` sets those of wasm apart as it is.
 */
constexpr bool compact = EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_wasm;

}  // namespace evenkeel::EVENKEEL_ISA
