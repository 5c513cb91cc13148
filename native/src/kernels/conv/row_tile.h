// Micro-kernels for neighboring pixels of one row: a few pointers reach all of them.
#pragma once

#include <stdint.h>

#include "kernels/conv/blocking.h"
#include "kernels/conv/pixel_tile.h"
#include "kernels/matmul/strided_rows.h"

namespace evenkeel::EVENKEEL_ISA {

/** Pixels `fromStep` floats apart in the source and `toStep` apart in the target. */
struct PixelRow {
  const float* from;
  int64_t fromStep;
  float* to;
  int64_t toStep;
};

using RowKernel = void (*)(const PixelRow&, const TapRuns&, const ChannelPanel&);

/** Adds one run; `known` is its length where that is known when compiled, else 0. */
template <int known, int pixels, int vectors>
EVENKEEL_INLINE void addRowRun(const float* from, int64_t step, int64_t run, const float* weights,
                               PixelSums<pixels, vectors>& sums) {
  constexpr int width = vectors * VW;
  StridedRows<pixels> pixel(from, step);
  if constexpr (known > 0) {
    EVENKEEL_UNROLL for (int u = 0; u < known; u++) {
      pixel.hold();
      addPixelTerm(behind(weights, u * width), [&](int i) { return pixel.at(i, u); }, sums);
    }
    return;
  }
  int64_t l = 0;
  for (; l + 4 <= run && !compact; l += 4) {
    EVENKEEL_UNROLL for (int u = 0; u < 4; u++) {
      pixel.hold();
      addPixelTerm(behind(weights, u * width), [&](int i) { return pixel.at(i, u); }, sums);
    }
    pixel.advance(4);
    weights += 4 * width;
  }
  for (; l < run; l++) {
    pixel.hold();
    addPixelTerm(weights, [&](int i) { return pixel.at(i, 0); }, sums);
    pixel.advance(1);
    weights += width;
  }
}

template <int pixels, int vectors, int known>
__attribute__((noinline)) void convolveRow(const PixelRow& row, const TapRuns& taps,
                                           const ChannelPanel& panel) {
  PixelSums<pixels, vectors> sums;
  float* to = row.to;
  const int64_t toStep = row.toStep;
  EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) prefetchTarget<vectors>(to + i * toStep);
  clearSums(sums);
  for (int64_t r = 0; r < taps.rows; r++) {
    for (int64_t s = 0; s < taps.columns; s++) {
      addRowRun<known>(row.from + r * taps.rowStep + s * taps.columnStep, row.fromStep, taps.run,
                       panel.weights + r * taps.rowWeights + s * taps.columnWeights, sums);
    }
  }
  finishPixels(panel, [&](int i) { return to + i * toStep; }, sums);
}

/** A few sizes of tiles, from `most` pixels down to half as many. */
template <int vectors, int most, int known>
struct RowKernels {
  static constexpr int sizes = most / 4 + 1;
  RowKernel bySize[sizes] = {};

  constexpr RowKernels() { fill<0>(); }

  template <int size>
  constexpr void fill() {
    bySize[size] = convolveRow<most - 2 * size, vectors, known>;
    if constexpr (size + 1 < sizes) fill<size + 1>();
  }
};

/** A kernel and the number of pixels it computes. */
struct RowChoice {
  RowKernel kernel;
  int64_t pixels;
};

/**
 * The kernel for rows of `width` pixels that sum over runs of `run` floats, for panels of two vectors of
 * channels (wide) or one. Its tiles may overlap at the end of a row, where the same values are stored
 * twice. None (nullptr) if the row is too short.
 */
RowChoice chooseRowKernel(int64_t width, int64_t run, bool wide);

}  // namespace evenkeel::EVENKEEL_ISA
