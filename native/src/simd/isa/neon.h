// AArch64 NEON, 4 lanes.
#pragma once
#include <arm_neon.h>

#include "types.h"

namespace evenkeel::EVENKEEL_ISA {

/** a * b + c with a single rounding. */
EVENKEEL_INLINE vec madd(vec a, vec b, vec c) {
  return (vec)vfmaq_f32((float32x4_t)c, (float32x4_t)a, (float32x4_t)b);
}

EVENKEEL_INLINE vec squareRoot(vec a) { return (vec)vsqrtq_f32((float32x4_t)a); }

EVENKEEL_INLINE dvec squareRootWide(dvec a) { return (dvec)vsqrtq_f64((float64x2_t)a); }

/** Products of the even lanes. */
EVENKEEL_INLINE ulvec multiplyEven(uvec a, uvec b) {
  return (ulvec)vmull_u32(vmovn_u64((uint64x2_t)a), vmovn_u64((uint64x2_t)b));
}

/** a > b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec maxOf(vec a, vec b) { return a > b ? a : b; }
/** a < b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec minOf(vec a, vec b) { return a < b ? a : b; }

/** Whether any lane of a comparison is true. */
EVENKEEL_INLINE bool anyOf(ivec mask) { return vmaxvq_u32((uint32x4_t)mask) != 0; }

/** VW bytes as integers from 0 to 255. */
EVENKEEL_INLINE ivec loadBytes(const uint8_t* p) {
  uint32_t four;
  __builtin_memcpy(&four, p, sizeof four);
  const uint16x8_t words = vmovl_u8(vreinterpret_u8_u32(vdup_n_u32(four)));
  return (ivec)vmovl_u16(vget_low_u16(words));
}

/** Stores the low byte of every lane. */
EVENKEEL_INLINE void storeBytes(uint8_t* p, ivec a) {
  const uint16x4_t words = vmovn_u32((uint32x4_t)a);
  const uint8x8_t bytes = vmovn_u16(vcombine_u16(words, words));
  const uint32_t four = vget_lane_u32(vreinterpret_u32_u8(bytes), 0);
  __builtin_memcpy(p, &four, sizeof four);
}

}  // namespace evenkeel::EVENKEEL_ISA
#include "part_by_lane.h"
