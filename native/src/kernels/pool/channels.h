// Loops over the channels of one pixel.
#pragma once
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** VW channels. */
struct WholeVector {
  EVENKEEL_INLINE vec read(const float* p) const { return load(p); }
  EVENKEEL_INLINE void write(float* p, vec a) const { store(p, a); }
  EVENKEEL_INLINE ivec readBytes(const uint8_t* p) const { return loadBytes(p); }
  EVENKEEL_INLINE void writeBytes(uint8_t* p, ivec a) const { storeBytes(p, a); }
};

/** The last k < VW channels. */
struct PartVector {
  int k;

  EVENKEEL_INLINE vec read(const float* p) const { return loadPart(p, k); }
  EVENKEEL_INLINE void write(float* p, vec a) const { storePart(p, a, k); }
  EVENKEEL_INLINE ivec readBytes(const uint8_t* p) const { return loadBytesPart(p, k); }
  EVENKEEL_INLINE void writeBytes(uint8_t* p, ivec a) const { storeBytesPart(p, a, k); }
};

/** Calls `body(access, channel)` for the vectors of c channels. */
template <class Body>
EVENKEEL_INLINE void forChannels(int64_t c, const Body& body) {
  int64_t k = 0;
  for (; k + VW <= c; k += VW) body(WholeVector{}, k);
  if (k < c) body(PartVector{static_cast<int>(c - k)}, k);
}

}  // namespace evenkeel::EVENKEEL_ISA
