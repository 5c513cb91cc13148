// x86-64 baseline (SSE2). There is no fused multiply-add here, so `madd` computes the same bits from doubles.
#pragma once
#include <emmintrin.h>

#include "types.h"

namespace evenkeel::EVENKEEL_ISA {

/**
 * round_to_float(p + c) with one rounding, for an exact product p.
 *
 * The sum is first rounded to odd in double: where it is inexact, it is cut toward zero and its last bit set.
 * A value rounded to odd with at least two spare bits rounds to float as the exact sum would
 * (Boldo and Melquiond 2008, "Emulation of FMA and correctly rounded sums").
 */
EVENKEEL_INLINE __m128 addRounded(__m128d p, __m128d c) {
  const __m128d zero = _mm_setzero_pd();
  const __m128d sum = _mm_add_pd(p, c);
  const __m128d part = _mm_sub_pd(sum, p);
  const __m128d error = _mm_add_pd(_mm_sub_pd(p, _mm_sub_pd(sum, part)), _mm_sub_pd(c, part));
  // Both comparisons are false for the NaN that an infinite sum leaves in `error`.
  const __m128d beyond = _mm_cmplt_pd(_mm_mul_pd(error, sum), zero);
  const __m128d inexact = _mm_cmplt_pd(zero, _mm_mul_pd(error, error));
  const __m128i cut = _mm_add_epi64(_mm_castpd_si128(sum), _mm_castpd_si128(beyond));
  const __m128i odd = _mm_and_si128(_mm_castpd_si128(inexact), _mm_set1_epi64x(1));
  return _mm_cvtpd_ps(_mm_castsi128_pd(_mm_or_si128(cut, odd)));
}

/** a * b + c with a single rounding. */
EVENKEEL_INLINE vec madd(vec a, vec b, vec c) {
  const __m128d low = _mm_mul_pd(_mm_cvtps_pd((__m128)a), _mm_cvtps_pd((__m128)b));
  const __m128d high = _mm_mul_pd(_mm_cvtps_pd(_mm_movehl_ps((__m128)a, (__m128)a)),
                                  _mm_cvtps_pd(_mm_movehl_ps((__m128)b, (__m128)b)));
  const __m128 lowSum = addRounded(low, _mm_cvtps_pd((__m128)c));
  const __m128 highSum = addRounded(high, _mm_cvtps_pd(_mm_movehl_ps((__m128)c, (__m128)c)));
  return (vec)_mm_movelh_ps(lowSum, highSum);
}

EVENKEEL_INLINE vec squareRoot(vec a) { return (vec)_mm_sqrt_ps((__m128)a); }

/** a > b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec maxOf(vec a, vec b) { return (vec)_mm_max_ps((__m128)a, (__m128)b); }
/** a < b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec minOf(vec a, vec b) { return (vec)_mm_min_ps((__m128)a, (__m128)b); }

/** Whether any lane of a comparison is true. */
EVENKEEL_INLINE bool anyOf(ivec mask) { return _mm_movemask_ps((__m128)mask) != 0; }

}  // namespace evenkeel::EVENKEEL_ISA
#include "part_by_lane.h"
