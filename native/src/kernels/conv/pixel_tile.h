// Micro-kernels of the direct convolution: the sums of a few output pixels, one or two vectors of
// channels each, stay in registers over all taps and input channels.
#pragma once

#include <stdint.h>

#include "kernels/conv/blocking.h"
#include "simd/turns.h"
#include "simd/unroll.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/**
 * What a tile sums over: `rows` x `columns` runs of `run` neighboring floats. Where the kernel's columns
 * lie side by side in memory they are one run; with groups or dilation each column is its own.
 */
struct TapRuns {
  int64_t rows;
  int64_t columns;
  int64_t run;
  /** Floats from one run to the next in the source. */
  int64_t rowStep;
  int64_t columnStep;
  /** Floats from one run to the next in the packed weights. */
  int64_t rowWeights;
  int64_t columnWeights;
};

/** The output channels of a tile. */
struct ChannelPanel {
  /** Packed weights of the first tap. */
  const float* weights;
  /** Bias of these channels, or nullptr. */
  const float* bias;
  /** Channels used of the last vector, 1..VW. */
  int lanes;
  bool relu;
  /** Floats from the weights of this panel to those of the next, for kernels that hold two. */
  int64_t pairStep;
};

/** Source and target of each pixel of a tile. */
struct PixelList {
  const float* from[convBlocking.narrowPixels];
  float* to[convBlocking.narrowPixels];
};

template <int pixels, int vectors>
struct PixelSums {
  vec at[pixels][vectors];
};

/** Terms of a turn: several only in the tile of most sums, which computes nearly everything. */
template <int pixels, int vectors>
constexpr int pixelTurn = pixels * vectors == 2 * convBlocking.pixels ? 4 : 1;

template <int pixels, int vectors, class Factor>
EVENKEEL_INLINE void addPixelTerm(const float* weights, const Factor& factor,
                                  PixelSums<pixels, vectors>& sums) {
  vec weight[vectors];
  EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) weight[j] = load(behind(weights, j * VW));
  EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) {
    const vec x = broadcast(factor(i));
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
      sums.at[i][j] = madd(x, weight[j], sums.at[i][j]);
    }
  }
}

/** Adds one run of each pixel, from its own pointer on: fewer additions than one index for all where loads have no index. */
template <int pixels, int vectors>
EVENKEEL_INLINE void addRun(const float* (&from)[pixels], int64_t run, const float* w,
                            PixelSums<pixels, vectors>& sums) {
  constexpr int width = vectors * VW;
  const auto term = [&](int u) {
    EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) hold(from[i]);
    hold(w);
    addPixelTerm(behind(w, u * width), [&](int i) { return *behind(from[i], u); }, sums);
  };
  const auto advance = [&](int terms) {
    EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) from[i] += terms;
    w += terms * width;
  };
  inTurns<pixelTurn<pixels, vectors>>(run, term, advance);
}

/** Adds all runs; `first` is where each pixel begins. */
template <int pixels, int vectors>
EVENKEEL_INLINE void addRuns(const TapRuns& taps, const float* weights, const float* const (&first)[pixels],
                             PixelSums<pixels, vectors>& sums) {
  constexpr int width = vectors * VW;
  const auto factor = [&](int i, int64_t at) { return first[i][at]; };
  for (int64_t r = 0; r < taps.rows; r++) {
    for (int64_t s = 0; s < taps.columns; s++) {
      int64_t at = r * taps.rowStep + s * taps.columnStep;
      const int64_t end = at + taps.run;
      const float* w = weights + r * taps.rowWeights + s * taps.columnWeights;
      if constexpr (compact) {
        const float* from[pixels];
        EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) from[i] = first[i] + at;
        addRun(from, taps.run, w, sums);
        continue;
      }
      for (; at + 4 <= end; at += 4) {
        EVENKEEL_UNROLL for (int u = 0; u < 4; u++) {
          addPixelTerm(w + u * width, [&](int i) { return factor(i, at + u); }, sums);
        }
        w += 4 * width;
      }
      for (; at < end; at++) {
        addPixelTerm(w, [&](int i) { return factor(i, at); }, sums);
        w += width;
      }
    }
  }
}

template <int pixels, int vectors>
EVENKEEL_INLINE void clearSums(PixelSums<pixels, vectors>& sums) {
  EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) {
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) sums.at[i][j] = vec{};
  }
}

/** Fetches the lines that a pixel of the tile will be stored to. */
template <int vectors>
EVENKEEL_INLINE void prefetchTarget(const float* to) {
  EVENKEEL_UNROLL for (int j = 0; j < vectors * VW; j += 16) prefetchForWrite(to + j);
}

/** Sums of a tile in memory, those of a pixel side by side, and where its pixels go. */
struct StoredTile {
  const vec* sums;
  float* const* to;
  int pixels;
  int vectors;
};

/** Finishes a tile whose last vector is not full. */
__attribute__((noinline)) inline void finishPartly(const ChannelPanel& panel, const StoredTile& tile) {
  const int vectors = tile.vectors;
  for (int at = 0; at < tile.pixels * vectors; at++) {
    const int offset = at % vectors * VW;
    const int lanes = at % vectors + 1 < vectors ? VW : panel.lanes;
    vec sum = tile.sums[at];
    if (panel.bias != nullptr) {
      const float* bias = panel.bias + offset;
      sum = sum + (lanes == VW ? load(bias) : loadPart(bias, lanes));
    }
    if (panel.relu) sum = select(sum <= 0.0f, vec{}, sum);
    float* target = tile.to[at / vectors] + offset;
    if (lanes == VW) store(target, sum);
    else storePart(target, sum, lanes);
  }
}

/** Adds the bias, applies ReLU and stores; target(i) is where pixel i goes. */
template <int pixels, int vectors, class Target>
EVENKEEL_INLINE void finishPixels(const ChannelPanel& panel, const Target& target,
                                  PixelSums<pixels, vectors>& sums) {
  if constexpr (compact) {
    if (panel.lanes < VW) {
      // With calls on their way the sums would be stored and loaded again in full panels too: these are copies.
      const PixelSums<pixels, vectors> copies = sums;
      float* to[pixels];
      EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) to[i] = target(i);
      return finishPartly(panel, {copies.at[0], to, pixels, vectors});
    }
  }
  const bool full = compact || panel.lanes == VW;
  constexpr int last = vectors - 1;
  if (panel.bias != nullptr) {
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
      const float* p = panel.bias + j * VW;
      const vec bias = j < last || full ? load(p) : loadPart(p, panel.lanes);
      EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) sums.at[i][j] = sums.at[i][j] + bias;
    }
  }
  if (panel.relu) {
    EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) {
      EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
        sums.at[i][j] = select(sums.at[i][j] <= 0.0f, vec{}, sums.at[i][j]);
      }
    }
  }
  EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) {
    float* to = target(i);
    EVENKEEL_UNROLL for (int j = 0; j < last; j++) store(to + j * VW, sums.at[i][j]);
    if (full) store(to + last * VW, sums.at[i][last]);
    else storePart(to + last * VW, sums.at[i][last], panel.lanes);
  }
}

/** Any pixels: each has its own pointers. */
template <int pixels, int vectors>
__attribute__((noinline)) void convolvePixels(const PixelList& list, const TapRuns& taps,
                                              const ChannelPanel& panel) {
  PixelSums<pixels, vectors> sums;
  const float* from[pixels];
  EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) {
    from[i] = list.from[i];
    prefetchTarget<vectors>(list.to[i]);
  }
  clearSums(sums);
  addRuns(taps, panel.weights, from, sums);
  finishPixels(panel, [&](int i) { return list.to[i]; }, sums);
}

using PixelKernel = void (*)(const PixelList&, const TapRuns&, const ChannelPanel&);

/** The kernels of 1..most pixels. */
template <int vectors, int most>
struct PixelKernels {
  PixelKernel byPixels[most + 1] = {};

  constexpr PixelKernels() { fill<most>(); }

  template <int pixels>
  constexpr void fill() {
    byPixels[pixels] = convolvePixels<pixels, vectors>;
    if constexpr (pixels > 1) fill<pixels - 1>();
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
