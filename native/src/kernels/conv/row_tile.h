// Micro-kernels for neighboring pixels of one row with few channels: one pointer for all pixels, since the
// distance from pixel to pixel is known when they are compiled.
#pragma once

#include <stdint.h>

#include "kernels/conv/blocking.h"
#include "kernels/conv/pixel_tile.h"

namespace evenkeel::EVENKEEL_ISA {

/** Pixels `step` floats apart in the source, known to the kernel, and `toStep` apart in the target. */
struct PixelRow {
  const float* from;
  float* to;
  int64_t toStep;
};

using RowKernel = void (*)(const PixelRow&, const TapRuns&, const ChannelPanel&);

template <int pixels, int vectors, int step, int run>
__attribute__((noinline)) void convolveRow(const PixelRow& row, const TapRuns& taps,
                                           const ChannelPanel& panel) {
  PixelSums<pixels, vectors> sums;
  const float* from = row.from;
  float* to = row.to;
  const int64_t toStep = row.toStep;
  EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) prefetchTarget<vectors>(to + i * toStep);
  addRuns<run>(taps, panel.weights, [&](int i, int64_t at) { return from[at + i * step]; }, sums);
  finishPixels(panel, [&](int i) { return to + i * toStep; }, sums);
}

/** A few sizes of tiles, from `most` pixels down to half as many. */
template <int vectors, int most, int step, int run>
struct RowKernels {
  static constexpr int sizes = most / 4 + 1;
  RowKernel bySize[sizes] = {};

  constexpr RowKernels() { fill<0>(); }

  template <int size>
  constexpr void fill() {
    bySize[size] = convolveRow<most - 2 * size, vectors, step, run>;
    if constexpr (size + 1 < sizes) fill<size + 1>();
  }
};

/** A kernel and the number of pixels it computes. */
struct RowChoice {
  RowKernel kernel;
  int64_t pixels;
};

/** Rows of `width` pixels that are `step` floats apart and sum over runs of `run` floats. */
struct RowShape {
  int64_t width;
  int64_t step;
  int64_t run;
  /** Two vectors of channels, not one. */
  bool wide;
};

/**
 * The kernel for such rows; its tiles may overlap at the end of a row, where the same values are stored
 * twice. None (nullptr) if the step has no kernels or the row is too short.
 */
RowChoice chooseRowKernel(const RowShape& shape);

}  // namespace evenkeel::EVENKEEL_ISA
