// Sums of output gradients over pixels: the bias gradient.
#pragma once

#include <stdint.h>

#include "kernels/matmul/matrix.h"
#include "kernels/matmul/blocking.h"
#include "simd/panel.h"
#include "simd/unroll.h"

namespace evenkeel::EVENKEEL_ISA {

/** Adds the sums of one panel of channels. */
template <class Channels>
EVENKEEL_INLINE void addPanelSums(const Channels& channels, Matrix pixels, int64_t rows, float* total) {
  vec sums[Channels::vectors] = {};
  const float* from = pixels.data;
  for (int64_t p = 0; p < rows; p++) {
    EVENKEEL_UNROLL for (int u = 0; u < Channels::vectors; u++) sums[u] = sums[u] + channels.read(from, u);
    from += pixels.stride;
  }
  EVENKEEL_UNROLL for (int u = 0; u < Channels::vectors; u++) store(total + u * VW, load(total + u * VW) + sums[u]);
}

/**
 * Adds the sum of `size.rows` pixels, `size.columns` channels each, to `total`: the block first, so that
 * chains stay short. Writes whole vectors of `total`.
 */
inline void addPixelSums(Matrix pixels, Extents size, float* total) {
  int64_t c = 0;
  const auto add = [&](const auto& channels, int64_t end) {
    for (; c + end <= size.columns; c += end) {
      addPanelSums(channels, {pixels.data + c, pixels.stride}, size.rows, total + c);
    }
  };
  add(Panel<2>{}, 2 * VW);
  add(Panel<1>{}, VW);
  if (c < size.columns) add(PartPanel{static_cast<int>(size.columns - c)}, size.columns - c);
}

}  // namespace evenkeel::EVENKEEL_ISA
