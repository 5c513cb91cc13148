// Micro-kernels for neighboring pixels of one row: a few pointers reach all of them.
#pragma once

#include <stdint.h>

#include "kernels/conv/source_ahead.h"
#include "kernels/conv/blocking.h"
#include "kernels/conv/pixel_tile.h"
#include "kernels/matmul/blocking.h"
#include "kernels/matmul/strided_rows.h"

namespace evenkeel::EVENKEEL_ISA {

/** `width` pixels, whole tiles, `fromStep` floats apart in the source and `toStep` apart in the target. */
struct PixelRow {
  const float* from;
  int64_t fromStep;
  float* to;
  int64_t toStep;
  int64_t width;
  SourceAhead* ahead;
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
    inTurns<2 * pixelTurn<pixels, vectors>>(run, term, advance);
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

/**
 * How a kernel keeps an argument. In WebAssembly as a copy: what is stored to the target could lie in the original, for all
 * that the compiler knows. Natively a copy costs more than to load again what has no register.
 */
template <class T, bool copied = compact>
struct Kept {
  using type = const T&;
};

template <class T>
struct Kept<T, true> {
  using type = const T;
};

/** Neighboring tiles of one size. */
template <int pixels, int vectors, int known>
__attribute__((noinline)) void convolveRow(const PixelRow& rowInMemory, const TapRuns& tapsInMemory,
                                           const ChannelPanel& panelInMemory) {
  Kept<PixelRow>::type row = rowInMemory;
  Kept<TapRuns>::type taps = tapsInMemory;
  Kept<ChannelPanel>::type panel = panelInMemory;
  for (int64_t at = 0; at < row.width; at += pixels) {
    row.ahead->fetch();
    convolveTile<pixels, vectors, known>(row.from + at * row.fromStep, row.to + at * row.toStep, row, taps, panel);
  }
}

/** Kernels of `most` pixels down to half as many: near-equal tiles cut any row that is not too short. */
template <int vectors, int most, int known>
struct RowKernels {
  static constexpr int fewest = most / 2;
  RowKernel byPixels[most + 1] = {};

  constexpr RowKernels() { fill<most>(); }

  template <int pixels>
  constexpr void fill() {
    byPixels[pixels] = convolveRow<pixels, vectors, known>;
    if constexpr (pixels > fewest) fill<pixels - 1>();
  }
};

/** How rows are cut into tiles: so many of `pixels` pixels, then so many of one more. */
struct RowTiles {
  const RowKernel* byPixels;
  int64_t pixels;
  int64_t tiles;
  int64_t largerTiles;

  bool valid() const { return byPixels != nullptr; }
};

/**
 * The tiles of rows of `width` pixels that sum over runs of `run` floats, for panels of two vectors of channels
 * (wide) or one. Not valid if the row is too short.
 */
RowTiles cutRow(int64_t width, int64_t run, bool wide);

}  // namespace evenkeel::EVENKEEL_ISA
