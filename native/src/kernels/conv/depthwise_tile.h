// Micro-kernels of the depthwise convolution: one vector of channels, a few neighboring pixels or taps.
#pragma once

#include <stdint.h>

#include "simd/unroll.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

constexpr int depthwisePixels = compact ? 4 : 8;
constexpr int depthwiseTaps = compact ? 3 : 9;

/** Sums over taps and planes for neighboring pixels of a row. All steps are in floats. */
struct DepthwiseTile {
  const float* from;
  int64_t fromPixel;
  const float* weights;
  float* to;
  int64_t toPixel;
  const float* bias;
  bool relu;
  int64_t rows;
  int64_t rowStep;
  int64_t rowWeights;
  int64_t columns;
  int64_t columnStep;
  int64_t columnWeights;
  /** Source channels that belong to one target channel, each `planeStep` apart. */
  int64_t planes;
  int64_t planeStep;
};

/** Lanes of a whole vector, known when compiled, or the first few. */
struct WholeVector {
  vec read(const float* p) const { return load(p); }
  void write(float* p, vec a) const { store(p, a); }
};
struct PartOfVector {
  int lanes;
  vec read(const float* p) const { return loadPart(p, lanes); }
  void write(float* p, vec a) const { storePart(p, a, lanes); }
};
/** Either, so that one loop does for both. */
struct AnyLanes {
  int lanes;
  vec read(const float* p) const { return lanes == VW ? load(p) : loadPart(p, lanes); }
  void write(float* p, vec a) const {
    if (lanes == VW) store(p, a);
    else storePart(p, a, lanes);
  }
};

/** Calls `body(lanes)` for VW lanes or less. */
template <class Body>
EVENKEEL_INLINE void forLanes(int64_t lanes, const Body& body) {
  const int count = static_cast<int>(lanes);
  if constexpr (compact) body(AnyLanes{count});
  else if (count == VW) body(WholeVector{});
  else body(PartOfVector{count});
}

template <int pixels, class Lanes>
EVENKEEL_INLINE void convolveChannels(const DepthwiseTile& tile, const Lanes& lanes) {
  vec sums[pixels];
  EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) sums[i] = vec{};
  for (int64_t r = 0; r < tile.rows; r++) {
    for (int64_t s = 0; s < tile.columns; s++) {
      const float* from = tile.from + r * tile.rowStep + s * tile.columnStep;
      const float* weights = tile.weights + r * tile.rowWeights + s * tile.columnWeights;
      for (int64_t p = 0; p < tile.planes; p++) {
        const vec weight = lanes.read(weights);
        EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) {
          sums[i] = madd(lanes.read(from + i * tile.fromPixel), weight, sums[i]);
        }
        from += tile.planeStep;
        weights += tile.planeStep;
      }
    }
  }
  const vec bias = tile.bias == nullptr ? vec{} : lanes.read(tile.bias);
  EVENKEEL_UNROLL for (int i = 0; i < pixels; i++) {
    vec sum = tile.bias == nullptr ? sums[i] : sums[i] + bias;
    if (tile.relu) sum = select(sum <= 0.0f, vec{}, sum);
    lanes.write(tile.to + i * tile.toPixel, sum);
  }
}

/** The same for `channels` channels. */
template <int pixels>
__attribute__((noinline)) void convolveDepthwise(DepthwiseTile tile, int64_t channels) {
  for (; channels > 0; channels -= VW) {
    forLanes(channels < VW ? channels : VW, [&](auto lanes) { convolveChannels<pixels>(tile, lanes); });
    tile.from += VW;
    tile.weights += VW;
    tile.to += VW;
    if (tile.bias != nullptr) tile.bias += VW;
  }
}

/** Sums over the pixels of a block for a few taps of one vector of channels. */
struct DepthwiseSums {
  const float* x;
  /** Distance of each tap from the first pixel's x. */
  const int64_t* offsets;
  const float* dy;
  float* sums;
  int64_t sumStep;
  int64_t rows;
  int64_t columns;
  int64_t xRow;
  int64_t xColumn;
  int64_t dyRow;
  int64_t dyColumn;
};

template <int taps, class Lanes>
EVENKEEL_INLINE void sumTaps(const DepthwiseSums& block, const Lanes& lanes) {
  vec sums[taps];
  int64_t offsets[taps];
  EVENKEEL_UNROLL for (int t = 0; t < taps; t++) {
    sums[t] = load(block.sums + t * block.sumStep);
    offsets[t] = block.offsets[t];
  }
  for (int64_t r = 0; r < block.rows; r++) {
    const float* x = block.x + r * block.xRow;
    const float* dy = block.dy + r * block.dyRow;
    for (int64_t p = 0; p < block.columns; p++) {
      const vec gradient = lanes.read(dy);
      EVENKEEL_UNROLL for (int t = 0; t < taps; t++) {
        sums[t] = madd(lanes.read(x + offsets[t]), gradient, sums[t]);
      }
      x += block.xColumn;
      dy += block.dyColumn;
    }
  }
  EVENKEEL_UNROLL for (int t = 0; t < taps; t++) store(block.sums + t * block.sumStep, sums[t]);
}

template <int taps>
__attribute__((noinline)) void sumDepthwise(const DepthwiseSums& block, int lanes) {
  forLanes(lanes, [&](auto own) { sumTaps<taps>(block, own); });
}

/** Tables of the kernels by pixels or by taps. */
struct DepthwiseKernels {
  void (*byPixels[depthwisePixels + 1])(DepthwiseTile, int64_t) = {};
  void (*byTaps[depthwiseTaps + 1])(const DepthwiseSums&, int) = {};

  template <int pixels>
  constexpr void fillPixels() {
    byPixels[pixels] = convolveDepthwise<pixels>;
    if constexpr (pixels > 1) fillPixels<pixels - 1>();
  }

  template <int taps>
  constexpr void fillTaps() {
    byTaps[taps] = sumDepthwise<taps>;
    if constexpr (taps > 1) fillTaps<taps - 1>();
  }
};

/** A function, because clang knows the bodies of a struct's templates only behind the struct. */
constexpr DepthwiseKernels depthwiseKernels() {
  DepthwiseKernels kernels;
  kernels.fillPixels<depthwisePixels>();
  kernels.fillTaps<depthwiseTaps>();
  return kernels;
}

}  // namespace evenkeel::EVENKEEL_ISA
