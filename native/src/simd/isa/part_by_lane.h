// Partial loads and stores for instruction sets without masked memory access.
#pragma once
#include "types.h"

namespace evenkeel::EVENKEEL_ISA {

/** The first k < VW lanes from p, the others 0. */
EVENKEEL_INLINE vec loadPart(const float* p, int k) {
  static_assert(VW == 4, "written for four lanes");
  if (k == 1) return vec{p[0], 0, 0, 0};
  if (k == 2) return vec{p[0], p[1], 0, 0};
  if (k == 3) return vec{p[0], p[1], p[2], 0};
  return vec{};
}

/** Stores the first k < VW lanes. */
EVENKEEL_INLINE void storePart(float* p, vec a, int k) {
  if (k > 0) p[0] = a[0];
  if (k > 1) p[1] = a[1];
  if (k > 2) p[2] = a[2];
}

/** The first k < VW of the bytes as integers from 0 to 255, the other lanes 0. */
EVENKEEL_INLINE ivec loadBytesPart(const uint8_t* p, int k) {
  if (k == 1) return ivec{p[0], 0, 0, 0};
  if (k == 2) return ivec{p[0], p[1], 0, 0};
  if (k == 3) return ivec{p[0], p[1], p[2], 0};
  return ivec{};
}

/** Stores the low byte of the first k < VW lanes. */
EVENKEEL_INLINE void storeBytesPart(uint8_t* p, ivec a, int k) {
  if (k > 0) p[0] = static_cast<uint8_t>(a[0]);
  if (k > 1) p[1] = static_cast<uint8_t>(a[1]);
  if (k > 2) p[2] = static_cast<uint8_t>(a[2]);
}

}  // namespace evenkeel::EVENKEEL_ISA
