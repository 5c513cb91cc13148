// Normal numbers from random words, step by step as in packages/kernels/src/normal.ts: only + - * / and square
// root in double, in the same order, so that both give the same bits.
#pragma once
#include "simd/math/wide.h"

namespace evenkeel::EVENKEEL_ISA {

/** Coefficients from the highest power down. */
template <int N>
EVENKEEL_INLINE dvec hornerDescending(const double (&terms)[N], dvec x) {
  dvec sum = broadcastWide(terms[0]);
#pragma GCC unroll 16
  for (int i = 1; i < N; i++) sum = sum * x + terms[i];
  return sum;
}

/** Whole numbers from 0 to 2^32 - 1 as doubles: placed below the binary point of 2^52. */
EVENKEEL_INLINE dvec doubleOfWord(ulvec word) {
  constexpr double shift = 4503599627370496.0;
  return (dvec)(word | (ulvec)broadcastWide(shift)) - shift;
}

/** log(k / 2^32) for a whole k from 1 to 2^32: 2 (s + s^3/3 + ...) + e ln 2 with s = (m - 1) / (m + 1). */
EVENKEEL_INLINE dvec logOfWord(dvec k) {
  constexpr double terms[] = {1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13,
                              1.0 / 11, 1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};
  // k = m * 2^e with m from 1/2 to 1, by the fields of the double.
  const ulvec bits = (ulvec)k;
  const ulvec exponent = (bits >> 52) - 1022;
  const dvec half = (dvec)(bits - (exponent << 52));
  const lvec small = half < 0.7071067811865476;
  const dvec m = small ? half * 2.0 : half;
  const dvec e = doubleOfWord(exponent) + (small ? broadcastWide(-1.0) : dvec{});
  const dvec s = (m - 1.0) / (m + 1.0);
  const dvec s2 = s * s;
  const dvec tail = hornerDescending(terms, s2) * s2 * s;
  return (e - 32.0) * 0.6931471805599453 + 2.0 * (s + tail);
}

struct CosSin {
  dvec cos;
  dvec sin;
};

/** cos and sin of 2 pi k / 2^32, k being the low word of every lane: the nearest quarter turn is taken off exactly. */
EVENKEEL_INLINE CosSin cosSinOfWord(ulvec k) {
  constexpr double sinTerms[] = {1.0 / 355687428096000, -1.0 / 1307674368000, 1.0 / 6227020800,
                                 -1.0 / 39916800,       1.0 / 362880,         -1.0 / 5040,
                                 1.0 / 120,             -1.0 / 6};
  constexpr double cosTerms[] = {-1.0 / 6402373705728000, 1.0 / 20922789888000, -1.0 / 87178291200,
                                 1.0 / 479001600,         -1.0 / 3628800,       1.0 / 40320,
                                 -1.0 / 720,              1.0 / 24,             -1.0 / 2};
  const ulvec quarter = (k + 0x20000000) >> 30;
  const dvec rest = doubleOfWord(k) - doubleOfWord(quarter << 30);
  const dvec x = rest / 1073741824.0 * 1.5707963267948966;
  const dvec x2 = x * x;
  const dvec sin = x + x * (x2 * hornerDescending(sinTerms, x2));
  const dvec cos = 1.0 + x2 * hornerDescending(cosTerms, x2);
  const lvec odd = (lvec)(quarter & 1) != 0;
  const lvec cosNegative = (lvec)((quarter + 1) & 2) != 0;
  const lvec sinNegative = (lvec)(quarter & 2) != 0;
  const dvec first = odd ? sin : cos;
  const dvec second = odd ? cos : sin;
  return {cosNegative ? -first : first, sinNegative ? -second : second};
}

}  // namespace evenkeel::EVENKEEL_ISA
