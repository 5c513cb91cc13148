// How an image is cut into Winograd tiles, and when that pays.
#pragma once

#include <stdint.h>

#include "kernels/conv/geometry.h"
#include "kernels/conv/stage.h"

namespace evenkeel::EVENKEEL_ISA {

/** Tiles of m x m targets, each reading (m + 2) x (m + 2) sources from `first` + m * tile on. */
struct Tiling {
  int64_t m;
  int64_t rows;
  int64_t columns;
  int64_t firstRow;
  int64_t firstColumn;

  int64_t perImage() const { return rows * columns; }
};

/** Tiles of a correlation with targets [height, width]; sources begin at `firstRow`, `firstColumn`. */
Tiling tilingOf(int64_t m, const Axis& rows, const Axis& columns, bool gradient);

/** Zeros beside the staged rows, so that every tile can read all its columns. */
Halo haloOf(const Tiling& tiling, int64_t sourceWidth);

/**
 * The m of the fastest F(m x m, 3 x 3), or 0 where the direct sum is faster or a tile would not fit the
 * kernel. Depends on the shape alone. F(4 x 4, 3 x 3) only where the caller asked for `fast`.
 */
int64_t chooseWinograd(const Geometry& geometry, bool weightGradient);

}  // namespace evenkeel::EVENKEEL_ISA
