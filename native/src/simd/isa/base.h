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

/** Products and addends of four lanes in double. */
struct MaddTerms {
  __m128d lowProduct;
  __m128d highProduct;
  __m128d lowAddend;
  __m128d highAddend;
};

/** The exact way for all lanes. Out of line, because one in millions of sums needs it. */
__attribute__((noinline, cold)) static vec maddRounded(const MaddTerms& t) {
  return (vec)_mm_movelh_ps(addRounded(t.lowProduct, t.lowAddend), addRounded(t.highProduct, t.highAddend));
}

/**
 * Lanes whose double sums might round to the wrong float: those halfway between two floats, where a tie may be none,
 * and those that become subnormal, where floats lie at other places.
 */
EVENKEEL_INLINE __m128i doubtful(__m128d low, __m128d high) {
  const __m128 tails = _mm_shuffle_ps(_mm_castpd_ps(low), _mm_castpd_ps(high), 0x88);
  const __m128 heads = _mm_shuffle_ps(_mm_castpd_ps(low), _mm_castpd_ps(high), 0xdd);
  const __m128i beyondFloat = _mm_and_si128(_mm_castps_si128(tails), _mm_set1_epi32(0x1fffffff));
  const __m128i halfway = _mm_cmpeq_epi32(beyondFloat, _mm_set1_epi32(0x10000000));
  const __m128i size = _mm_and_si128(_mm_castps_si128(heads), _mm_set1_epi32(0x7fffffff));
  const __m128i small = _mm_cmplt_epi32(size, _mm_set1_epi32(0x38100000));
  const __m128i nonzero = _mm_cmpgt_epi32(size, _mm_setzero_si128());
  return _mm_or_si128(halfway, _mm_and_si128(small, nonzero));
}

/** a * b + c with a single rounding. */
EVENKEEL_INLINE vec madd(vec a, vec b, vec c) {
  const MaddTerms t = {
      _mm_mul_pd(_mm_cvtps_pd((__m128)a), _mm_cvtps_pd((__m128)b)),
      _mm_mul_pd(_mm_cvtps_pd(_mm_movehl_ps((__m128)a, (__m128)a)),
                 _mm_cvtps_pd(_mm_movehl_ps((__m128)b, (__m128)b))),
      _mm_cvtps_pd((__m128)c), _mm_cvtps_pd(_mm_movehl_ps((__m128)c, (__m128)c))};
  const __m128d low = _mm_add_pd(t.lowProduct, t.lowAddend);
  const __m128d high = _mm_add_pd(t.highProduct, t.highAddend);
  if (__builtin_expect(_mm_movemask_epi8(doubtful(low, high)) != 0, 0)) return maddRounded(t);
  return (vec)_mm_movelh_ps(_mm_cvtpd_ps(low), _mm_cvtpd_ps(high));
}

EVENKEEL_INLINE vec squareRoot(vec a) { return (vec)_mm_sqrt_ps((__m128)a); }

EVENKEEL_INLINE dvec squareRootWide(dvec a) { return (dvec)_mm_sqrt_pd((__m128d)a); }

/** Products of the even lanes. */
EVENKEEL_INLINE ulvec multiplyEven(uvec a, uvec b) {
  return (ulvec)_mm_mul_epu32((__m128i)a, (__m128i)b);
}

/** a > b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec maxOf(vec a, vec b) { return (vec)_mm_max_ps((__m128)a, (__m128)b); }
/** a < b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec minOf(vec a, vec b) { return (vec)_mm_min_ps((__m128)a, (__m128)b); }

/** Whether any lane of a comparison is true. */
EVENKEEL_INLINE bool anyOf(ivec mask) { return _mm_movemask_ps((__m128)mask) != 0; }

/** VW bytes as integers from 0 to 255. */
EVENKEEL_INLINE ivec loadBytes(const uint8_t* p) {
  int32_t four;
  __builtin_memcpy(&four, p, sizeof four);
  const __m128i zero = _mm_setzero_si128();
  const __m128i words = _mm_unpacklo_epi8(_mm_cvtsi32_si128(four), zero);
  return (ivec)_mm_unpacklo_epi16(words, zero);
}

/** Stores the low byte of every lane. */
EVENKEEL_INLINE void storeBytes(uint8_t* p, ivec a) {
  const __m128i low = (__m128i)(a & 255);
  const __m128i words = _mm_packs_epi32(low, low);
  const int32_t four = _mm_cvtsi128_si32(_mm_packus_epi16(words, words));
  __builtin_memcpy(p, &four, sizeof four);
}

}  // namespace evenkeel::EVENKEEL_ISA
#include "part_by_lane.h"
