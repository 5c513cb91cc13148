// Panels: NV vectors of neighboring channels that are handled together, so that their coefficients and sums stay in
// registers while rows or pixels go by.
#pragma once
#include "vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Vector u of a panel begins u * VW elements after its pointer. */
template <int NV>
struct Panel {
  static constexpr int vectors = NV;
  EVENKEEL_INLINE vec read(const float* p, int u) const { return load(p + u * VW); }
  EVENKEEL_INLINE void write(float* p, int u, vec a) const { store(p + u * VW, a); }
  EVENKEEL_INLINE void writePast(float* p, int u, vec a) const { storePast(p + u * VW, a); }
  EVENKEEL_INLINE ivec readBytes(const uint8_t* p, int u) const { return loadBytes(p + u * VW); }
  EVENKEEL_INLINE void writeBytes(uint8_t* p, int u, ivec a) const { storeBytes(p + u * VW, a); }
};

/** The last k < VW channels. */
struct PartPanel {
  static constexpr int vectors = 1;
  int k;
  EVENKEEL_INLINE vec read(const float* p, int) const { return loadPart(p, k); }
  EVENKEEL_INLINE void write(float* p, int, vec a) const { storePart(p, a, k); }
  EVENKEEL_INLINE void writePast(float* p, int, vec a) const { write(p, 0, a); }
  EVENKEEL_INLINE ivec readBytes(const uint8_t* p, int) const { return loadBytesPart(p, k); }
  EVENKEEL_INLINE void writeBytes(uint8_t* p, int, ivec a) const { storeBytesPart(p, a, k); }
};

/** Calls `body(panel, channel)` for panels that cover channels begin..end-1, of NV vectors where they fit. */
template <int NV, class Body>
EVENKEEL_INLINE void forPanels(int64_t begin, int64_t end, const Body& body) {
  int64_t j = begin;
  if constexpr (NV > 1 && !compact) {
    for (; j + NV * VW <= end; j += NV * VW) body(Panel<NV>{}, j);
  }
  if constexpr (NV > 2 && !compact) {
    for (; j + 2 * VW <= end; j += 2 * VW) body(Panel<2>{}, j);
  }
  for (; j + VW <= end; j += VW) body(Panel<1>{}, j);
  if (j < end) body(PartPanel{static_cast<int>(end - j)}, j);
}

}  // namespace evenkeel::EVENKEEL_ISA
