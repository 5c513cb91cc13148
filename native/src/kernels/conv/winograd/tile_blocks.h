// Cuts the tiles of a batch into blocks for the threads, and those into groups that stay in cache.
#pragma once

#include <stdint.h>

#include "kernels/conv/winograd/tiling.h"

namespace evenkeel::EVENKEEL_ISA {

struct TileBlocks {
  int64_t imagesPerBlock;
  int64_t imageBlocks;
  int64_t rowBlocks;
  /** Tiles that are transformed and multiplied together. */
  int64_t groupTiles;

  int64_t count() const { return imageBlocks * rowBlocks; }
};

/** Images and tile rows of one block. */
struct TileBlock {
  int64_t image;
  int64_t images;
  int64_t rowBegin;
  int64_t rowEnd;
};

/** What the choice depends on; none of it changes a bit of the result. */
struct TileLoad {
  int64_t images;
  /** Floats of a tile's point on both sides of the product. */
  int64_t inWidth;
  int64_t outWidth;
  /** Floats of a staged source row. */
  int64_t rowFloats;
  int64_t threads;
};

TileBlocks chooseTileBlocks(const TileLoad& load, const Tiling& tiling);

TileBlock blockAt(const TileBlocks& blocks, const Tiling& tiling, int64_t images, int64_t index);
/** Tile rows of the largest block. */
int64_t mostRows(const TileBlocks& blocks, const Tiling& tiling);

}  // namespace evenkeel::EVENKEEL_ISA
