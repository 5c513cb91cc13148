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

/** a > b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec maxOf(vec a, vec b) { return a > b ? a : b; }
/** a < b ? a : b, so b where either is NaN. */
EVENKEEL_INLINE vec minOf(vec a, vec b) { return a < b ? a : b; }

/** Whether any lane of a comparison is true. */
EVENKEEL_INLINE bool anyOf(ivec mask) { return vmaxvq_u32((uint32x4_t)mask) != 0; }

}  // namespace evenkeel::EVENKEEL_ISA
#include "part_by_lane.h"
