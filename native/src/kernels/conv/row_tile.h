// Micro-kernels for neighboring pixels of one row: a few pointers reach all of them.
#pragma once

#include <stdint.h>

#include "kernels/conv/blocking.h"
#include "kernels/conv/pixel_tile.h"
#include "kernels/matmul/blocking.h"
#include "kernels/matmul/strided_rows.h"

namespace evenkeel::EVENKEEL_ISA {

/** `width` pixels, `fromStep` floats apart in the source and `toStep` apart in the target. */
struct PixelRow {
  const float* from;
  int64_t fromStep;
  float* to;
  int64_t toStep;
  int64_t width;
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
  if constexpr (compact) {
    const auto term = [&](int u) {
      pixel.hold();
      hold(weights);
      addPixelTerm(behind(weights, u * width), [&](int i) { return pixel.at(i, u); }, sums);
    };
    const auto advance = [&](int terms) {
      pixel.advance(terms);
      weights += terms * width;
    };
    inTurns<pixelTurn<pixels, vectors>>(run, term, advance);
    return;
  }
  int64_t l = 0;
  for (; l + 4 <= run; l += 4) {
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

/** Pixels of a row from `from` to `to`, in registers over all taps. */
template <int pixels, int vectors, int known>
EVENKEEL_INLINE void convolveTile(const float* from, float* to, const PixelRow& row, const TapRuns& taps,
                                  const ChannelPanel& panel) {
  PixelSums<pixels, vectors> sums;
  const int64_t toStep = row.toStep;
  EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) prefetchTarget<vectors>(to + i * toStep);
  clearSums(sums);
  const float* weightsOfRow = panel.weights;
  for (int64_t r = 0; r < taps.rows; r++) {
    const float* run = from;
    const float* weights = weightsOfRow;
    for (int64_t s = 0; s < taps.columns; s++) {
      addRowRun<known>(run, row.fromStep, taps.run, weights, sums);
      run += taps.columnStep;
      weights += taps.columnWeights;
    }
    from += taps.rowStep;
    weightsOfRow += taps.rowWeights;
  }
  finishPixels(panel, [&](int i) { return to + i * toStep; }, sums);
}

/** All tiles of a row. The last may overlap the one before it: the same values are stored twice. */
template <int pixels, int vectors, int known>
__attribute__((noinline)) void convolveRow(const PixelRow& rowInMemory, const TapRuns& tapsInMemory,
                                           const ChannelPanel& panelInMemory) {
  // Copies: what is stored to the target could lie in the originals, for all that the compiler knows.
  const PixelRow row = rowInMemory;
  const TapRuns taps = tapsInMemory;
  const ChannelPanel panel = panelInMemory;
  for (int64_t at = 0; at < row.width; at += pixels) {
    const int64_t pixel = smaller(at, row.width - pixels);
    convolveTile<pixels, vectors, known>(row.from + pixel * row.fromStep, row.to + pixel * row.toStep, row, taps, panel);
  }
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

/**
 * The kernel for rows of `width` pixels that sum over runs of `run` floats, for panels of two vectors of
 * channels (wide) or one. None (nullptr) if the row is too short.
 */
RowKernel chooseRowKernel(int64_t width, int64_t run, bool wide);

}  // namespace evenkeel::EVENKEEL_ISA
