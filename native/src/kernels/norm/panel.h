// Panels: NV vectors of neighboring channels, whose coefficients and sums stay in registers while rows go by.
#pragma once
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

template <int NV>
struct Panel {
  static constexpr int vectors = NV;
  EVENKEEL_INLINE vec read(const float* p, int u) const { return load(p + u * VW); }
  EVENKEEL_INLINE void write(float* p, int u, vec a) const { store(p + u * VW, a); }
};

/** The last k < VW channels. */
struct PartPanel {
  static constexpr int vectors = 1;
  int k;
  EVENKEEL_INLINE vec read(const float* p, int) const { return loadPart(p, k); }
  EVENKEEL_INLINE void write(float* p, int, vec a) const { storePart(p, a, k); }
};

/** Calls `body(panel, channel)` for panels that cover channels begin..end-1, of NV vectors where they fit. */
template <int NV, class Body>
EVENKEEL_INLINE void forPanels(int64_t begin, int64_t end, const Body& body) {
  int64_t j = begin;
  for (; j + NV * VW <= end; j += NV * VW) body(Panel<NV>{}, j);
  if (NV > 2) {
    for (; j + 2 * VW <= end; j += 2 * VW) body(Panel<2>{}, j);
  }
  for (; j + VW <= end; j += VW) body(Panel<1>{}, j);
  if (j < end) body(PartPanel{static_cast<int>(end - j)}, j);
}

/** Sums of rows r = 0, 1, 2, 3 mod 4, and how they are joined. */
template <int NV>
struct FourSums {
  vec sums[4][NV];

  EVENKEEL_INLINE FourSums() {
#pragma GCC unroll 4
    for (int r = 0; r < 4; r++) {
#pragma GCC unroll 4
      for (int u = 0; u < NV; u++) sums[r][u] = vec{};
    }
  }
  EVENKEEL_INLINE vec total(int u) const {
    return (sums[0][u] + sums[1][u]) + (sums[2][u] + sums[3][u]);
  }
};

/** Calls `row(r, i)` for rows begin..end-1, r being the row's number mod 4, counted from begin. */
template <class Row>
EVENKEEL_INLINE void forRowsByFour(int64_t begin, int64_t end, const Row& row) {
  int64_t i = begin;
  for (; i + 4 <= end; i += 4) {
    row(0, i);
    row(1, i + 1);
    row(2, i + 2);
    row(3, i + 3);
  }
  if (i < end) row(0, i);
  if (i + 1 < end) row(1, i + 1);
  if (i + 2 < end) row(2, i + 2);
}

}  // namespace evenkeel::EVENKEEL_ISA
