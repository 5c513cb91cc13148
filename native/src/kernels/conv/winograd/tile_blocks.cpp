#include "kernels/conv/winograd/tile_blocks.h"

#include "kernels/matmul/blocking.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** Tiles of a group: their transformed data stay in the second cache while all points pass by. */
constexpr int64_t fewTiles = 28;

/** With more transformed weights than this, a larger group reads them less often from far away. */
constexpr int64_t manyWeights = int64_t{2} << 20;
constexpr int64_t manyTiles = 56;

/** Transformed floats that a group may take at most. */
constexpr int64_t groupFloats = int64_t{2} << 20;

/** Staged floats of a block. */
constexpr int64_t stageFloats = 160 * 1024;

}  // namespace

TileBlocks chooseTileBlocks(const TileLoad& load, const Tiling& tiling) {
  TileBlocks blocks{1, 1, 1, 0};
  const int64_t points = tiling.points();
  const int64_t rows = matmulBlocking.rows;
  const int64_t wanted =
      points * load.inWidth * load.outWidth > manyWeights ? manyTiles : fewTiles;
  const int64_t fitting = groupFloats / (points * (load.inWidth + load.outWidth));
  blocks.groupTiles = larger(1, ceilDivide(smaller(wanted, fitting), rows)) * rows;

  const int64_t imageFloats = (tiling.sourceEnd(tiling.rows) - tiling.firstRow) * load.rowFloats;
  while (blocks.imagesPerBlock < 16 && 2 * blocks.imagesPerBlock * load.threads <= load.images &&
         blocks.imagesPerBlock * tiling.perImage() < 2 * blocks.groupTiles) {
    blocks.imagesPerBlock *= 2;
  }
  blocks.imageBlocks = ceilDivide(load.images, blocks.imagesPerBlock);
  const auto mayHalve = [&] { return tiling.rows >= 4 * blocks.rowBlocks; };
  const auto unbalanced = [&] {
    const int64_t count = blocks.count();
    return 10 * ceilDivide(count, load.threads) * load.threads > 11 * count;
  };
  while (mayHalve() && imageFloats * blocks.imagesPerBlock > stageFloats * blocks.rowBlocks) {
    blocks.rowBlocks *= 2;
  }
  while (mayHalve() && unbalanced()) blocks.rowBlocks *= 2;
  return blocks;
}

TileBlock blockAt(const TileBlocks& blocks, const Tiling& tiling, int64_t images, int64_t index) {
  const int64_t image = index / blocks.rowBlocks * blocks.imagesPerBlock;
  const int64_t part = index % blocks.rowBlocks;
  return {image, smaller(blocks.imagesPerBlock, images - image),
          partBegin(tiling.rows, blocks.rowBlocks, part),
          partBegin(tiling.rows, blocks.rowBlocks, part + 1)};
}

int64_t mostRows(const TileBlocks& blocks, const Tiling& tiling) {
  return ceilDivide(tiling.rows, blocks.rowBlocks);
}

}  // namespace evenkeel::EVENKEEL_ISA
