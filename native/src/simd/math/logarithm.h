// log and log1p, within about one unit in the last place, subnormal arguments included.
#pragma once
#include "polynomial.h"

namespace evenkeel::EVENKEEL_ISA {

/** log x for finite x > 0. */
EVENKEEL_INLINE vec logOfPositive(vec x) {
  constexpr float q[] = {0.333333313f, -0.250008196f, 0.200012416f,  -0.166234106f,
                         0.142015859f, -0.131595984f, 0.127621412f, -0.0763635933f};
  const ivec subnormal = x < 1.17549435e-38f;
  // Unsigned, because the caller's other lanes may hold anything and must not overflow.
  const uvec bits = (uvec)asInt(select(subnormal, x * 8388608.0f, x));
  // x = m * 2^e with m from sqrt(1/2) to sqrt(2): log x = e ln 2 + log(1 + f).
  const ivec e = (ivec)(bits - 0x3f3504f3u) >> 23;
  const vec f = asFloat((ivec)(bits - ((uvec)e << 23))) - 1.0f;
  const vec n = toFloat(e - (subnormal & 23));
  // log(1 + f) = f - f^2/2 + f^3 q(f); the sum starts with its smallest terms.
  const vec f2 = f * f;
  vec rest = madd(n, broadcast(-2.12194440e-4f), f2 * (f * polynomial(f, q)));
  rest = madd(f2, broadcast(-0.5f), rest);
  return madd(n, broadcast(0.693359375f), f + rest);
}

/** -infinity at 0, NaN below. */
EVENKEEL_SHARED vec log(vec x) {
  const vec infinity = broadcast(__builtin_inff());
  const vec outside = select(x < 0.0f, broadcast(__builtin_nanf("")), x);
  const vec special = select(x == 0.0f, -infinity, outside);
  return select((x > 0.0f) & (x < infinity), logOfPositive(x), special);
}

/** log(1 + x), accurate near 0. */
EVENKEEL_SHARED vec log1p(vec x) {
  const vec sum = 1.0f + x;
  // What the rounding of 1 + x lost, as a first-order correction of the logarithm.
  const vec lost = (x - (sum - 1.0f)) / sum;
  const ivec ordinary = (sum > 0.0f) & (sum < __builtin_inff());
  return select(x == 0.0f, x, log(sum) + keepWhere(ordinary, lost));
}

}  // namespace evenkeel::EVENKEEL_ISA
