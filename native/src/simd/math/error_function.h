// erf, erfc and the normal distribution.
#pragma once
#include "exponential.h"

namespace evenkeel::EVENKEEL_ISA {

/** Below this |x|, erf is a polynomial; above, it is 1 - erfc. */
constexpr float erfSplit = 0.9f;

/** erf x = x + x q(x^2) for |x| <= 1. */
EVENKEEL_INLINE vec erfNearZero(vec x) {
  constexpr float q[] = {0.12837917f,  -0.37612626f,  0.11283579f,  -0.026853347f,
                         0.005187162f, -0.0007997853f, 7.806903e-05f};
  return madd(x, polynomial(x * x, q), x);
}

/** erfc z = exp(-z^2) t q(t) with t = 1 / (1 + z/2), for z >= erfSplit. */
EVENKEEL_INLINE vec erfcFar(vec z) {
  constexpr float q[] = {0.2820926f,   0.2821552f,   0.24612997f, 0.18075691f, 0.067649916f,
                         0.025252745f, -0.05987582f, -0.1581046f, 0.19773585f, -0.06393407f};
  z = minOf(broadcast(11.0f), z);
  const vec square = z * z;
  // exp(-z^2) multiplies the rounding error of z^2 by z^2: put it back.
  const vec error = madd(z, z, -square);
  const vec e = exp(-square);
  const vec gauss = nmadd(e, error, e);
  const vec t = 1.0f / madd(z, broadcast(0.5f), broadcast(1.0f));
  return gauss * (t * polynomial(t, q));
}

EVENKEEL_INLINE vec erf(vec x) {
  const vec size = absolute(x);
  return select(size < erfSplit, erfNearZero(x), copySign(1.0f - erfcFar(size), x));
}

/** 1 - erf x, accurate where it is small. */
EVENKEEL_INLINE vec erfc(vec x) {
  const vec size = absolute(x);
  const vec far = erfcFar(size);
  return select(size < erfSplit, 1.0f - erfNearZero(x), select(x < 0.0f, 2.0f - far, far));
}

/** Distribution function of the standard normal. */
EVENKEEL_INLINE vec normalCdf(vec x) { return 0.5f * erfc(x * -0.70710677f); }

/** Density of the standard normal. */
EVENKEEL_INLINE vec normalPdf(vec x) { return 0.3989423f * exp(-0.5f * (x * x)); }

}  // namespace evenkeel::EVENKEEL_ISA
