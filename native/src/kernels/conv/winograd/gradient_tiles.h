// How the Winograd weight gradient is cut: all of it follows from the shape, since the sums of chunks and
// of groups of tiles are merged in the order that is fixed here.
#pragma once

#include <stdint.h>

#include "kernels/conv/stage.h"
#include "kernels/conv/winograd/tile_blocks.h"

namespace evenkeel::EVENKEEL_ISA {

struct GradientTiles {
  /** Chunks of images, and of tile rows where images are few. */
  int64_t imageChunks;
  int64_t rowChunks;
  /** Images that are staged together, and parts of a chunk's tile rows. */
  int64_t imagesPerBlock;
  int64_t rowBlocks;

  int64_t chunks() const { return imageChunks * rowChunks; }
};

/** Tiles that are transformed and multiplied together; their sums are added to those of the chunk. */
constexpr int64_t gradientGroupTiles = 56;

GradientTiles planGradientTiles(const Geometry& geometry, const Tiling& tiling,
                                const Staging& staging);

/** Images and tile rows of a chunk. */
TileBlock chunkAt(const GradientTiles& plan, const Geometry& geometry, const Tiling& tiling,
                  int64_t chunk);

}  // namespace evenkeel::EVENKEEL_ISA
