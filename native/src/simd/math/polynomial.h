// Polynomials in Horner form, for the functions of this folder.
#pragma once
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** c0 + c1 x + c2 x^2 + ..., coefficients in rising order; every step is one `madd`. */
template <int N>
EVENKEEL_INLINE vec polynomial(vec x, const float (&c)[N]) {
  vec sum = broadcast(c[N - 1]);
#pragma GCC unroll 16
  for (int k = N - 2; k >= 0; k--) sum = madd(sum, x, broadcast(c[k]));
  return sum;
}

}  // namespace evenkeel::EVENKEEL_ISA
