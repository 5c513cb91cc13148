// x86-64-v4: AVX-512, 16 lanes.
#pragma once
#include <immintrin.h>

#include "types.h"

namespace evenkeel::EVENKEEL_ISA {

// The zero-masked forms below compile to the plain instructions; GCC 12 warns of the plain intrinsics.
constexpr __mmask16 allLanes = 0xffff;

/** a * b + c with a single rounding. */
EVENKEEL_INLINE vec madd(vec a, vec b, vec c) {
  return (vec)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
}

EVENKEEL_INLINE vec squareRoot(vec a) { return (vec)_mm512_maskz_sqrt_ps(allLanes, (__m512)a); }

EVENKEEL_INLINE dvec squareRootWide(dvec a) { return (dvec)_mm512_maskz_sqrt_pd(0xff, (__m512d)a); }

/** Products of the even lanes. */
EVENKEEL_INLINE ulvec multiplyEven(uvec a, uvec b) {
  return (ulvec)_mm512_maskz_mul_epu32(0xff, (__m512i)a, (__m512i)b);
}

/** a > b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec maxOf(vec a, vec b) {
  return (vec)_mm512_maskz_max_ps(allLanes, (__m512)a, (__m512)b);
}
/** a < b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec minOf(vec a, vec b) {
  return (vec)_mm512_maskz_min_ps(allLanes, (__m512)a, (__m512)b);
}

/** Whether any lane of a comparison is true. */
EVENKEEL_INLINE bool anyOf(ivec mask) { return _mm512_movepi32_mask((__m512i)mask) != 0; }

EVENKEEL_INLINE __mmask16 firstLanes(int k) { return (__mmask16)((1u << k) - 1); }

/** The first k < VW lanes from p, the others 0. */
EVENKEEL_INLINE vec loadPart(const float* p, int k) {
  return (vec)_mm512_maskz_loadu_ps(firstLanes(k), p);
}

/** Stores the first k < VW lanes. */
EVENKEEL_INLINE void storePart(float* p, vec a, int k) {
  _mm512_mask_storeu_ps(p, firstLanes(k), (__m512)a);
}

/** Stores a vector past the caches; p is at the start of a line. Others see it once stores are settled. */
EVENKEEL_INLINE void storePast(float* p, vec a) { _mm512_stream_ps(p, (__m512)a); }
EVENKEEL_INLINE void settleStores() { _mm_sfence(); }

/** VW bytes as integers from 0 to 255. */
EVENKEEL_INLINE ivec loadBytes(const uint8_t* p) {
  return (ivec)_mm512_maskz_cvtepu8_epi32(allLanes, _mm_loadu_si128((const __m128i*)p));
}

/** Stores the low byte of every lane. */
EVENKEEL_INLINE void storeBytes(uint8_t* p, ivec a) {
  _mm512_mask_cvtepi32_storeu_epi8(p, allLanes, (__m512i)a);
}

/** The first k < VW of the bytes as integers from 0 to 255, the other lanes 0. */
EVENKEEL_INLINE ivec loadBytesPart(const uint8_t* p, int k) {
  return (ivec)_mm512_maskz_cvtepu8_epi32(allLanes, _mm_maskz_loadu_epi8(firstLanes(k), p));
}

/** Stores the low byte of the first k < VW lanes. */
EVENKEEL_INLINE void storeBytesPart(uint8_t* p, ivec a, int k) {
  _mm512_mask_cvtepi32_storeu_epi8(p, firstLanes(k), (__m512i)a);
}

}  // namespace evenkeel::EVENKEEL_ISA
