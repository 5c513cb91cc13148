// Vectors of doubles, half as many lanes, for the few functions that need more than float inside.
// Only + - * / and exact operations are used on them, so that all instruction sets agree, wasm too.
#pragma once
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

typedef float halfVec __attribute__((vector_size(VW * 2), may_alias));
typedef int32_t halfInt __attribute__((vector_size(VW * 2), may_alias));

/** The VW lanes of a vector as doubles. */
struct Wide {
  dvec low;
  dvec high;
};

/** VW integers of 64 bits. */
struct WideInt {
  lvec low;
  lvec high;
};

EVENKEEL_INLINE Wide widen(vec a) {
  halfVec halves[2];
  __builtin_memcpy(halves, &a, sizeof a);
  return {__builtin_convertvector(halves[0], dvec), __builtin_convertvector(halves[1], dvec)};
}

/** Rounds every lane to float. */
EVENKEEL_INLINE vec narrow(Wide a) {
  const halfVec halves[2] = {__builtin_convertvector(a.low, halfVec),
                             __builtin_convertvector(a.high, halfVec)};
  vec result;
  __builtin_memcpy(&result, halves, sizeof result);
  return result;
}

/** The low 32 bits of every lane. */
EVENKEEL_INLINE ivec narrowInt(WideInt a) {
  const halfInt halves[2] = {__builtin_convertvector(a.low, halfInt),
                             __builtin_convertvector(a.high, halfInt)};
  ivec result;
  __builtin_memcpy(&result, halves, sizeof result);
  return result;
}

EVENKEEL_INLINE dvec broadcastWide(double a) { return a - dvec{}; }

/** Adding this to a double below 2^51 rounds it to an integer and leaves it in the low bits. */
constexpr double roundingShift = 6755399441055744.0;

/** c0 + c1 x + c2 x^2 + ..., unfused. */
template <int N>
EVENKEEL_INLINE dvec polynomialWide(dvec x, const double (&c)[N]) {
  dvec sum = broadcastWide(c[N - 1]);
#pragma GCC unroll 16
  for (int k = N - 2; k >= 0; k--) sum = sum * x + c[k];
  return sum;
}

}  // namespace evenkeel::EVENKEEL_ISA
