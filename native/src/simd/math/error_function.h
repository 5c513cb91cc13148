// erf, erfc and the normal distribution.
#pragma once
#include "exponential.h"

namespace evenkeel::EVENKEEL_ISA {

/** Below this |x|, erf is a polynomial; above, it is 1 - erfc. */
constexpr float erfSplit = 0.9f;

/** erf x = x + x q(x^2) for |x| <= 1. */
EVENKEEL_SHARED vec erfNearZero(vec x) {
  constexpr float q[] = {0.12837917f,  -0.37612626f,  0.11283579f,  -0.026853347f,
                         0.005187162f, -0.0007997853f, 7.806903e-05f};
  return madd(x, polynomial(x * x, q), x);
}

/** exp(-factor x^2) for a factor of 1 or 1/2. */
EVENKEEL_SHARED vec gaussian(vec x, float factor) {
  x = minOf(broadcast(15.0f), absolute(x));
  const vec square = x * x;
  // The exponential multiplies the rounding error of x^2 by x^2: put it back.
  const vec error = factor * madd(x, x, -square);
  const vec e = exp(-factor * square);
  return nmadd(e, error, e);
}

/** erfc z = exp(-z^2) t q(t) with t = 1 / (1 + z/2), for z >= erfSplit; `gauss` is exp(-z^2). */
EVENKEEL_SHARED vec erfcFar(vec z, vec gauss) {
  constexpr float q[] = {0.2820926f,   0.2821552f,   0.24612997f, 0.18075691f, 0.067649916f,
                         0.025252745f, -0.05987582f, -0.1581046f, 0.19773585f, -0.06393407f};
  const vec t = 1.0f / madd(z, broadcast(0.5f), broadcast(1.0f));
  return gauss * (t * polynomial(t, q));
}

EVENKEEL_INLINE vec erf(vec x) {
  const vec size = absolute(x);
  const vec far = copySign(1.0f - erfcFar(size, gaussian(x, 1.0f)), x);
  return select(size < erfSplit, erfNearZero(x), far);
}

/** 1 - erf z, accurate where it is small; `gauss` is exp(-z^2). */
EVENKEEL_INLINE vec erfcOf(vec z, vec gauss) {
  const vec size = absolute(z);
  const vec far = erfcFar(size, gauss);
  return select(size < erfSplit, 1.0f - erfNearZero(z), select(z < 0.0f, 2.0f - far, far));
}

EVENKEEL_INLINE vec erfc(vec x) { return erfcOf(x, gaussian(x, 1.0f)); }

/** Distribution function of the standard normal: erfc(-x / sqrt 2) / 2. */
EVENKEEL_SHARED vec normalCdf(vec x) {
  return 0.5f * erfcOf(x * -0.70710677f, gaussian(x, 0.5f));
}

/** Density of the standard normal. */
EVENKEEL_INLINE vec normalPdf(vec x) { return 0.3989423f * gaussian(x, 0.5f); }

}  // namespace evenkeel::EVENKEEL_ISA
