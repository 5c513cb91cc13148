// Sums over rows in four interleaved parts: short dependency chains, and an order that no width of vectors changes.
#pragma once
#include "simd/panel.h"

namespace evenkeel::EVENKEEL_ISA {

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
  if constexpr (compact) {
    for (; i < end; i += 4) {
      row(0, i);
      if (i + 1 < end) row(1, i + 1);
      if (i + 2 < end) row(2, i + 2);
      if (i + 3 < end) row(3, i + 3);
    }
    return;
  }
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
