#include "kernels/conv/winograd/gradient_tiles.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

constexpr int64_t mostChunks = 16;

/** A chunk of fewer pixels would spend its time on partial sums. */
constexpr int64_t chunkPixels = 512;

/** Floats of all partial sums together. */
constexpr int64_t partialFloats = int64_t{6} << 20;

/** Staged floats of a block. */
constexpr int64_t stageFloats = 160 * 1024;

}  // namespace

GradientTiles planGradientTiles(const Geometry& g, const Tiling& tiling, const Staging& staging) {
  const int64_t points = tiling.points();
  int64_t chunks = larger(1, smaller(mostChunks, g.outputPixels() / chunkPixels));
  while (chunks > 1 && chunks * points * g.c * g.o > partialFloats) chunks /= 2;
  GradientTiles plan{1, 1, 1, 1};
  plan.imageChunks = smaller(chunks, g.images);
  plan.rowChunks = larger(1, smaller(chunks / plan.imageChunks, tiling.rows));

  const int64_t images = g.images / plan.imageChunks;
  while (plan.imagesPerBlock * tiling.perImage() < gradientGroupTiles &&
         2 * plan.imagesPerBlock <= images) {
    plan.imagesPerBlock *= 2;
  }
  const int64_t rows = ceilDivide(tiling.rows, plan.rowChunks);
  const int64_t floats = plan.imagesPerBlock * (tiling.sourceEnd(rows) - tiling.firstRow) * staging.rowStep();
  while (2 * plan.rowBlocks <= rows && floats > stageFloats * plan.rowBlocks) plan.rowBlocks *= 2;
  return plan;
}

TileBlock chunkAt(const GradientTiles& plan, const Geometry& g, const Tiling& tiling,
                  int64_t chunk) {
  const int64_t images = chunk / plan.rowChunks;
  const int64_t rows = chunk % plan.rowChunks;
  const int64_t begin = partBegin(g.images, plan.imageChunks, images);
  return {begin, partBegin(g.images, plan.imageChunks, images + 1) - begin,
          partBegin(tiling.rows, plan.rowChunks, rows),
          partBegin(tiling.rows, plan.rowChunks, rows + 1)};
}

}  // namespace evenkeel::EVENKEEL_ISA
