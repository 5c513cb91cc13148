// Micro-kernel of the weight gradient: sums over pixels of a few inputs times one or two vectors of output
// gradients, kept in registers while the pixels of a block pass by.
#pragma once

#include <stdint.h>

#include "kernels/conv/blocking.h"
#include "simd/unroll.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** A block of pixels: how many images, rows, and pixels a row, and the distances in floats between them. */
struct PixelBlock {
  int64_t images;
  int64_t rows;
  int64_t columns;
  int64_t xImage;
  int64_t xRow;
  int64_t xColumn;
  int64_t dyImage;
  int64_t dyRow;
};

struct GradTile {
  /** Inputs of the first pixel; the rows of the tile are neighboring floats. */
  const float* x;
  /** Packed output gradients, one panel row a pixel. */
  const float* dy;
  /** Sums so far; row i is at sums + i * stride. */
  float* sums;
  int64_t stride;
};

using GradKernel = void (*)(const GradTile&, const PixelBlock&);

template <int rows, int vectors>
__attribute__((noinline)) void sumPixels(const GradTile& tile, const PixelBlock& block) {
  vec sums[rows][vectors];
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
      sums[i][j] = load(tile.sums + i * tile.stride + j * VW);
    }
  }
  const int64_t xColumn = block.xColumn;
  for (int64_t n = 0; n < block.images; n++) {
    for (int64_t r = 0; r < block.rows; r++) {
      const float* x = tile.x + n * block.xImage + r * block.xRow;
      const float* dy = tile.dy + n * block.dyImage + r * block.dyRow;
      for (int64_t p = 0; p < block.columns; p++) {
        vec gradient[vectors];
        EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) gradient[j] = load(dy + j * VW);
        EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
          const vec input = broadcast(x[i]);
          EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
            sums[i][j] = madd(input, gradient[j], sums[i][j]);
          }
        }
        x += xColumn;
        dy += vectors * VW;
      }
    }
  }
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
      store(tile.sums + i * tile.stride + j * VW, sums[i][j]);
    }
  }
}

/** The kernels of 1..most rows. */
template <int vectors, int most>
struct GradKernels {
  GradKernel byRows[most + 1] = {};

  constexpr GradKernels() { fill<most>(); }

  template <int rows>
  constexpr void fill() {
    byRows[rows] = sumPixels<rows, vectors>;
    if constexpr (rows > 1) fill<rows - 1>();
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
