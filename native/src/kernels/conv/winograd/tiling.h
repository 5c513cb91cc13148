// How an image is cut into Winograd tiles, and when that pays.
#pragma once

#include <stdint.h>

#include "kernels/conv/geometry.h"
#include "kernels/conv/stage.h"

namespace evenkeel::EVENKEEL_ISA {

/** F(m x m, kernel x kernel): m targets of an axis by so many products, or m = 0 for none. */
struct Filtering {
  int64_t m;
  int64_t kernel;
  int64_t axisPoints;

  int64_t points() const { return axisPoints * axisPoints; }
  int64_t taps() const { return kernel * kernel; }
};

/** Tiles of m x m targets, each reading m + kernel - 1 sources of both axes from `first` + m * tile on. */
struct Tiling {
  Filtering filtering;
  int64_t rows;
  int64_t columns;
  int64_t firstRow;
  int64_t firstColumn;

  int64_t perImage() const { return rows * columns; }
  int64_t m() const { return filtering.m; }
  int64_t points() const { return filtering.points(); }
  /** Source rows of tile rows begin..end-1: the first, and the one behind the last. */
  int64_t sourceBegin(int64_t begin) const { return firstRow + begin * m(); }
  int64_t sourceEnd(int64_t end) const { return firstRow + end * m() + filtering.kernel - 1; }
};

/** Tiles of a correlation with targets [height, width]; sources begin at `firstRow`, `firstColumn`. */
Tiling tilingOf(const Filtering& filtering, const Axis& rows, const Axis& columns, bool gradient);

/** Zeros beside the staged rows, so that every tile can read all its columns. */
Halo haloOf(const Tiling& tiling, int64_t sourceWidth);

/**
 * The fastest filtering for 3 x 3 and 5 x 5 kernels, or m = 0 where the direct sum is faster or no filtering fits
 * the kernel. Depends on the shape alone. F(4 x 4, 3 x 3) only where the caller asked for `fast`.
 */
Filtering chooseWinograd(const Geometry& geometry, bool weightGradient);

}  // namespace evenkeel::EVENKEEL_ISA
