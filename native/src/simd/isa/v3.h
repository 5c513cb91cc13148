// x86-64-v3: AVX2 and FMA, 8 lanes.
#pragma once
#include <immintrin.h>

#include "types.h"

namespace evenkeel::EVENKEEL_ISA {

/** a * b + c with a single rounding. */
EVENKEEL_INLINE vec madd(vec a, vec b, vec c) {
  return (vec)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
}

EVENKEEL_INLINE vec squareRoot(vec a) { return (vec)_mm256_sqrt_ps((__m256)a); }

EVENKEEL_INLINE dvec squareRootWide(dvec a) { return (dvec)_mm256_sqrt_pd((__m256d)a); }

/** Products of the even lanes. */
EVENKEEL_INLINE ulvec multiplyEven(uvec a, uvec b) {
  return (ulvec)_mm256_mul_epu32((__m256i)a, (__m256i)b);
}

/** a > b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec maxOf(vec a, vec b) { return (vec)_mm256_max_ps((__m256)a, (__m256)b); }
/** a < b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec minOf(vec a, vec b) { return (vec)_mm256_min_ps((__m256)a, (__m256)b); }

/** Whether any lane of a comparison is true. */
EVENKEEL_INLINE bool anyOf(ivec mask) { return _mm256_movemask_ps((__m256)mask) != 0; }

EVENKEEL_INLINE __m256i firstLanes(int k) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32(k), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}

/** The first k < VW lanes from p, the others 0. */
EVENKEEL_INLINE vec loadPart(const float* p, int k) {
  return (vec)_mm256_maskload_ps(p, firstLanes(k));
}

/** Stores the first k < VW lanes. */
EVENKEEL_INLINE void storePart(float* p, vec a, int k) {
  _mm256_maskstore_ps(p, firstLanes(k), (__m256)a);
}

/** VW bytes as integers from 0 to 255. */
EVENKEEL_INLINE ivec loadBytes(const uint8_t* p) {
  return (ivec)_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i*)p));
}

/** Stores the low byte of every lane. */
EVENKEEL_INLINE void storeBytes(uint8_t* p, ivec a) {
  const __m256i low = (__m256i)(a & 255);
  const __m128i words = _mm_packus_epi32(_mm256_castsi256_si128(low), _mm256_extracti128_si256(low, 1));
  _mm_storel_epi64((__m128i*)p, _mm_packus_epi16(words, words));
}

/** The first k < VW of the bytes as integers from 0 to 255, the other lanes 0. */
EVENKEEL_INLINE ivec loadBytesPart(const uint8_t* p, int k) {
  uint8_t bytes[VW] = {};
  for (int lane = 0; lane < k; lane++) bytes[lane] = p[lane];
  return loadBytes(bytes);
}
/** Stores the low byte of the first k < VW lanes. */
EVENKEEL_INLINE void storeBytesPart(uint8_t* p, ivec a, int k) {
  uint8_t bytes[VW];
  storeBytes(bytes, a);
  for (int lane = 0; lane < k; lane++) p[lane] = bytes[lane];
}

}  // namespace evenkeel::EVENKEEL_ISA
