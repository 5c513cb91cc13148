// Where the inputs of Winograd tiles are read.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernels/conv/stage.h"

namespace evenkeel::EVENKEEL_ISA {

/**
 * Images that tiles read: a staged copy, which holds the padding too, or the images themselves, beside which there
 * are `zeros` for one pixel.
 */
struct InputImages {
  Source source;
  int64_t height;
  int64_t width;
  /** Columns of padding at the left of the source. */
  int64_t left;
  const float* zeros;

  EVENKEEL_INLINE bool holds(int64_t row, int64_t column) const {
    return row >= 0 && row < height && column >= 0 && column < width;
  }
  /** Whether a square of pixels can be read whole. */
  EVENKEEL_INLINE bool holdsSquare(int64_t row, int64_t column, int64_t side) const {
    return zeros == nullptr || (holds(row, column) && holds(row + side - 1, column + side - 1));
  }
  EVENKEEL_INLINE const float* at(int64_t image, int64_t row, int64_t column) const {
    return source.at(image, row, column + left);
  }
};

/** More channels than this leave a copy little to cost, and larger images than this come too late without one. */
constexpr int64_t mostChannelsInPlace = 64;
constexpr int64_t mostFloatsInPlace = 128 * 1024;

/**
 * Whether tiles, which read whole vectors of channels, may read the images themselves. A WebAssembly module would be
 * larger for holding both ways.
 */
EVENKEEL_INLINE bool readsInPlace(const Staging& staging) {
  const int64_t floats = staging.height * staging.width * staging.channels;
  return !compact && staging.channels % VW == 0 && staging.channels <= mostChannelsInPlace && floats <= mostFloatsInPlace;
}

/** Floats of memory that a thread needs for blocks of so many images and rows. */
inline size_t inputFloats(const Staging& staging, int64_t images, int64_t rows) {
  return readsInPlace(staging) ? static_cast<size_t>(staging.channels) : staging.floatsFor(images, rows);
}

/** The images of a block; `memory` is staged into, or becomes the zeros. */
inline InputImages inputsOf(const Staging& staging, const StageBlock& block, float* memory) {
  if (!readsInPlace(staging)) {
    return {stage(staging, block, memory), staging.height, staging.width, staging.halo.left, nullptr};
  }
  clearFloats(memory, staging.channels);
  const int64_t rowStep = staging.width * staging.channels;
  const int64_t imageStep = staging.height * rowStep;
  const Source source{staging.data + block.image * imageStep, imageStep, rowStep, staging.channels, 0};
  return {source, staging.height, staging.width, 0, memory};
}

}  // namespace evenkeel::EVENKEEL_ISA
