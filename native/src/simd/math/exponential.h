// exp and expm1, within about one unit in the last place over the full range.
#pragma once
#include "polynomial.h"

namespace evenkeel::EVENKEEL_ISA {

/** 2^n for n from -126 to 127. */
EVENKEEL_INLINE vec powerOfTwo(ivec n) { return (vec)((uvec)(n + 127) << 23); }

/** a * 2^n for n from -252 to 254, rounded once: the first factor cannot leave the normal range. */
EVENKEEL_INLINE vec scaleByPower(vec a, ivec n) {
  const ivec half = n >> 1;
  return a * powerOfTwo(half) * powerOfTwo(n - half);
}

/** e^x = (1 + p) 2^n, |p| < 0.42. */
struct ExpParts {
  vec p;
  ivec n;
};

/**
 * x = n ln 2 + r with |r| <= ln(2) / 2, p = e^r - 1 = r + r^2 q(r); q minimizes the relative error of e^r.
 *
 * @param x  within +-150
 */
EVENKEEL_INLINE ExpParts expParts(vec x) {
  constexpr float q[] = {0.49999994f, 0.16666515f, 0.041668087f, 0.0083693f, 0.001383834f};
  // Adding 1.5 * 2^23 rounds to an integer and leaves it in the low bits.
  const vec magic = broadcast(12582912.0f);
  const vec shifted = madd(x, broadcast(1.44269504f), magic);
  const vec n = shifted - magic;
  // 355/512 has so few bits that n * 355/512 is exact, fused or not.
  vec r = madd(n, broadcast(-0.693359375f), x);
  r = madd(n, broadcast(2.12194440e-4f), r);
  return {madd(r * r, polynomial(r, q), r), asInt(shifted) - asInt(magic)};
}

/** Keeps x where exp is neither 0 nor infinite, and NaN. */
EVENKEEL_INLINE vec clampForExp(vec x) {
  return minOf(broadcast(89.0f), maxOf(broadcast(-104.0f), x));
}

EVENKEEL_SHARED vec exp(vec x) {
  const ExpParts parts = expParts(clampForExp(x));
  return scaleByPower(1.0f + parts.p, parts.n);
}

/** e^x - 1, accurate near 0. */
EVENKEEL_SHARED vec expm1(vec x) {
  const ExpParts parts = expParts(clampForExp(x));
  // Beyond 2^30 the 1 no longer counts, and 2^128 would not fit the first form.
  const vec large = scaleByPower(1.0f + parts.p, parts.n);
  const vec scale = powerOfTwo(maxInt(parts.n, broadcastInt(-126)));
  const vec small = madd(parts.p, scale, scale - 1.0f);
  // The reduction of -0 gives +0.
  return select(x == 0.0f, x, select(parts.n > 30, large, small));
}

}  // namespace evenkeel::EVENKEEL_ISA
