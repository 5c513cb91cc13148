// Normal numbers from random words, step by step as in packages/kernels/src/normal.ts: only + - * / and square
// root in double, in the same order, so that both give the same bits.
#pragma once
#include "core/status.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

template <int N>
EVENKEEL_INLINE double hornerDescending(const double (&terms)[N], double x) {
  double sum = terms[0];
  for (int i = 1; i < N; i++) sum = sum * x + terms[i];
  return sum;
}

/** log(k / 2^32) for a whole k from 1 to 2^32: 2 (s + s^3/3 + ...) + e ln 2 with s = (m - 1) / (m + 1). */
EVENKEEL_INLINE double logOfWord(double k) {
  constexpr double terms[] = {1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13,
                              1.0 / 11, 1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};
  // k = m * 2^e with m from 1/2 to 1, by the fields of the double.
  int64_t bits;
  __builtin_memcpy(&bits, &k, sizeof bits);
  int64_t e = (bits >> 52) - 1022;
  bits -= e << 52;
  double m;
  __builtin_memcpy(&m, &bits, sizeof m);
  const bool small = m < 0.7071067811865476;
  m = small ? m * 2 : m;
  e = small ? e - 1 : e;
  const double s = (m - 1) / (m + 1);
  const double s2 = s * s;
  const double tail = hornerDescending(terms, s2) * s2 * s;
  return static_cast<double>(static_cast<int32_t>(e - 32)) * 0.6931471805599453 + 2 * (s + tail);
}

struct CosSin {
  double cos;
  double sin;
};

/** cos and sin of 2 pi k / 2^32: the nearest quarter turn is taken off in integers. */
EVENKEEL_INLINE CosSin cosSinOfWord(uint32_t k) {
  constexpr double sinTerms[] = {1.0 / 355687428096000, -1.0 / 1307674368000, 1.0 / 6227020800,
                                 -1.0 / 39916800,       1.0 / 362880,         -1.0 / 5040,
                                 1.0 / 120,             -1.0 / 6};
  constexpr double cosTerms[] = {-1.0 / 6402373705728000, 1.0 / 20922789888000, -1.0 / 87178291200,
                                 1.0 / 479001600,         -1.0 / 3628800,       1.0 / 40320,
                                 -1.0 / 720,              1.0 / 24,             -1.0 / 2};
  // The sum may wrap: quarter 4 is quarter 0, and the difference below is the same.
  const uint32_t quarter = (k + 0x20000000u) >> 30;
  const double x = static_cast<int32_t>(k - (quarter << 30)) / 1073741824.0 * 1.5707963267948966;
  const double x2 = x * x;
  const double sin = x + x * (x2 * hornerDescending(sinTerms, x2));
  const double cos = 1 + x2 * hornerDescending(cosTerms, x2);
  const double first = quarter & 1 ? sin : cos;
  const double second = quarter & 1 ? cos : sin;
  return {quarter == 1 || quarter == 2 ? -first : first, quarter >= 2 ? -second : second};
}

/** Square roots of all elements, rounded correctly. */
template <int N>
EVENKEEL_INLINE void squareRoots(double (&a)[N]) {
  for (int i = 0; i < N; i++) a[i] = __builtin_sqrt(a[i]);
}

}  // namespace evenkeel::EVENKEEL_ISA
