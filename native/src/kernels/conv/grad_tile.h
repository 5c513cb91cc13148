// Micro-kernels of the weight gradient: sums over pixels of a few inputs times one or two vectors of output
// gradients, kept in registers while the pixels of a block pass by.
#pragma once

#include <stdint.h>

#include "kernels/conv/blocking.h"
#include "simd/turns.h"
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

  int64_t pixels() const { return images * rows * columns; }
};

struct GradTile {
  /** Inputs of the first pixel. The rows of the tile are neighboring floats of one or more lines. */
  const float* x;
  int64_t lineStep;
  /** Packed output gradients, one panel row a pixel. */
  const float* dy;
  /** Sums so far, to which those of the block are added; row i is at sums + i * stride. */
  float* sums;
  int64_t stride;
  /** Memory to fetch into the second cache meanwhile, a line of 16 floats a pixel; or nullptr. */
  const float* ahead;
};

using GradKernel = void (*)(const GradTile&, const PixelBlock&);

template <int rows, int vectors>
EVENKEEL_INLINE void addToSums(const GradTile& tile, const vec (&sums)[rows][vectors]) {
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
      float* at = tile.sums + i * tile.stride + j * VW;
      store(at, load(at) + sums[i][j]);
    }
  }
}

/** Adds the pixels of a row to the sums of one line, in turns. */
template <int rows, int vectors>
EVENKEEL_INLINE void addPixels(const float* x, int64_t step, const float* dy, int64_t pixels,
                               vec (&sums)[rows][vectors]) {
  constexpr int width = vectors * VW;
  const auto term = [&](int u) {
    hold(x);
    hold(dy);
    vec gradient[vectors];
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) gradient[j] = load(behind(dy, u * width + j * VW));
    EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
      const vec input = broadcast(*behind(x, i));
      EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) sums[i][j] = madd(input, gradient[j], sums[i][j]);
    }
    x += step;
  };
  inTurns<4>(pixels, term, [&](int terms) { dy += terms * width; });
}

template <int lines, int run, int vectors, bool ahead>
__attribute__((noinline)) void sumPixels(const GradTile& tile, const PixelBlock& block) {
  constexpr int rows = lines * run;
  vec sums[rows][vectors];
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    // The lines of the sums so far arrive while the block is summed.
    EVENKEEL_UNROLL for (int j = 0; j < vectors * VW; j += 16) {
      prefetchForWrite(tile.sums + i * tile.stride + j);
    }
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) sums[i][j] = vec{};
  }
  const float* fetch = tile.ahead;
  const int64_t xColumn = block.xColumn;
  for (int64_t n = 0; n < block.images; n++) {
    for (int64_t r = 0; r < block.rows; r++) {
      const float* x[lines];
      EVENKEEL_UNROLL for (int l = 0; l < lines; l++) {
        x[l] = tile.x + n * block.xImage + r * block.xRow + l * tile.lineStep;
      }
      const float* dy = tile.dy + n * block.dyImage + r * block.dyRow;
      if constexpr (compact && lines == 1 && rows * vectors >= 6) {
        addPixels(x[0], xColumn, dy, block.columns, sums);
        continue;
      }
      for (int64_t p = 0; p < block.columns; p++) {
        if constexpr (ahead) {
          __builtin_prefetch(fetch, 0, 2);
          fetch += 16;
        }
        vec gradient[vectors];
        EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) gradient[j] = load(behind(dy, j * VW));
        EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
          const vec input = broadcast(*behind(x[i / run], i % run));
          EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
            sums[i][j] = madd(input, gradient[j], sums[i][j]);
          }
        }
        EVENKEEL_UNROLL for (int l = 0; l < lines; l++) x[l] += xColumn;
        dy += vectors * VW;
      }
    }
  }
  addToSums(tile, sums);
}

/** Rows of the weight gradient that a tile of so many vectors has at most. */
constexpr int gradRows(int vectors) {
  return vectors == 1 ? convBlocking.narrowGradRows : convBlocking.gradRows;
}

/**
 * The kernel for `lines` lines of `run` neighboring inputs. Several lines only where linesOf(run, vectors)
 * allows them; one line of 1 to gradRows(vectors) inputs otherwise.
 */
GradKernel gradKernel(int64_t vectors, int64_t lines, int64_t run, bool ahead);

/** The most lines of a tile whose lines are `run` inputs. */
int64_t linesOf(int64_t run, int64_t vectors);

}  // namespace evenkeel::EVENKEEL_ISA
