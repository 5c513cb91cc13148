// Loop nest: blocks of images and tile rows, groups of tiles, points, panels.
// In each point, the sum over input channels is one chain of multiply-adds in their order.
#include "kernels/conv/winograd/correlate_tiles.h"

#include "core/threads.h"
#include "kernels/conv/blocking.h"
#include "kernels/conv/weight_panels.h"
#include "kernels/conv/windows.h"
#include "kernels/conv/winograd/kernel_points.h"
#include "kernels/conv/winograd/tile_blocks.h"
#include "kernels/conv/winograd/transform_tiles.h"
#include "kernels/matmul/pair_tile.h"
#include "kernels/matmul/tile.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

struct Job {
  const Correlation& correlation;
  const Tiling& tiling;
  const TileBlocks& blocks;
  const Staging& staging;
  const KernelPoints& kernel;
};

/** Working memory of one thread. */
struct Buffers {
  float* staged;
  Points inputs;
  Points sums;
};

/** One product [tiles, in] by [in, out] for each point. */
void multiplyPoints(const Job& job, int64_t tiles, const Buffers& buffers) {
  const int64_t in = job.correlation.groupIn();
  const int64_t width = buffers.sums.width;
  Tile tile{};
  tile.aStride = buffers.inputs.width;
  tile.cStride = width;
  tile.depth = in;
  tile.lanes = VW;
  for (int64_t point = 0; point < job.tiling.points(); point++) {
    const float* inputs = buffers.inputs.data + point * buffers.inputs.pointStep;
    const float* kernel = job.kernel.data + point * job.kernel.pointStep;
    float* sums = buffers.sums.data + point * buffers.sums.pointStep;
    int64_t panel = 0;
    if constexpr (pairsPanels) {
      for (; panel + 2 * channelPanel <= width; panel += 2 * channelPanel) {
        tile.a = inputs;
        tile.b = kernel + panel * in;
        tile.c = sums + panel;
        // Of an odd number, one more than there are: it has room.
        multiplyPair({tile, tiles, false});
      }
    }
    for (; panel < width; panel += channelPanel) {
      tile.b = kernel + panel * in;
      tile.bStride = smaller(channelPanel, width - panel);
      const int64_t vectors = tile.bStride / VW;
      const int64_t parts = ceilDivide(tiles, tileRows(vectors));
      for (int64_t i = 0; i < parts; i++) {
        const int64_t first = partBegin(tiles, parts, i);
        tile.a = inputs + first * tile.aStride;
        tile.c = sums + first * width + panel;
        tileKernel(vectors, Rows::apart, partBegin(tiles, parts, i + 1) - first)(tile);
      }
    }
  }
}

template <class Maps>
void runTiles(const Job& job, const TileRange& range, const InputImages& inputs,
              const OutputImages& images, const Buffers& buffers) {
  transformInputs<Maps>(range, inputs, buffers.inputs);
  if constexpr (!compact) prefetchOutputs<Maps::m>(range, images);
  multiplyPoints(job, range.end - range.begin, buffers);
  transformOutputs<Maps>(range, buffers.sums, images);
}

void runBlock(const Job& job, int64_t index, const Buffers& buffers) {
  const Correlation& c = job.correlation;
  const TileBlock block = blockAt(job.blocks, job.tiling, c.shape.images, index);
  const StageBlock rowsOf{block.image, block.images, job.tiling.sourceBegin(block.rowBegin),
                          job.tiling.sourceEnd(block.rowEnd)};
  const InputImages inputs = inputsOf(job.staging, rowsOf, buffers.staged);
  OutputImages images{c.target,           c.targetHeight(), c.targetWidth(),
                      c.targetChannels(), c.bias,           c.relu};
  images.data += block.image * images.height * images.width * images.channels;

  const int64_t rows = block.rowEnd - block.rowBegin;
  const int64_t tiles = block.images * rows * job.tiling.columns;
  const int64_t groups = ceilDivide(tiles, job.blocks.groupTiles);
  for (int64_t i = 0; i < groups; i++) {
    const TileRange range{job.tiling, block.rowBegin, rows, rowsBegin(tiles, groups, i),
                          rowsBegin(tiles, groups, i + 1)};
    withMaps(job.tiling.filtering, [&](auto maps) {
      runTiles<decltype(maps)>(job, range, inputs, images, buffers);
    });
  }
}

}  // namespace

Status correlateTiles(const Correlation& c, const Filtering& filtering, Scratch& scratch) {
  const Windows windows = buildWindows(c, scratch);
  if (!windows.valid()) return Status::outOfMemory();
  const WeightPanels packed = packWeights(c, windows, scratch);
  if (packed.data == nullptr) return Status::outOfMemory();
  const KernelPoints kernel = transformKernel(c, packed, filtering, scratch);
  if (kernel.data == nullptr) return Status::outOfMemory();

  const int64_t threads = threadsFor(INT32_MAX, c.shape.work());
  const Tiling tiling = tilingOf(filtering, c.shape.rows, c.shape.columns, c.gradient);
  const Staging staging{c.source, c.sourceHeight(),    c.sourceWidth(),
                        c.sourceChannels(), true, haloOf(tiling, c.sourceWidth())};
  const int64_t inWidth = ceilDivide(c.groupIn(), VW) * VW;
  const TileBlocks blocks = chooseTileBlocks(
      {c.shape.images, inWidth, packed.groupWidth, staging.rowStep(), threads}, tiling);
  const Job job{c, tiling, blocks, staging, kernel};

  const int64_t inputStep = blocks.groupTiles * inWidth + 16;
  const int64_t sumStep = blocks.groupTiles * packed.groupWidth + 16;
  const int64_t pointFloats = job.tiling.points() * (inputStep + sumStep);
  const size_t stageFloats =
      inputFloats(staging, blocks.imagesPerBlock, tiling.sourceEnd(mostRows(blocks, tiling)) - tiling.firstRow);
  float* staged = scratch.floats(Slot::pixels, stageFloats * static_cast<size_t>(threads));
  float* points = scratch.floats(Slot::transform, static_cast<size_t>(pointFloats * threads));
  if (staged == nullptr || points == nullptr) return Status::outOfMemory();

  parallelFor(blocks.count(), c.shape.work(), [&](int64_t begin, int64_t end, int thread) {
    float* own = points + thread * pointFloats;
    const Buffers buffers{staged + static_cast<size_t>(thread) * stageFloats,
                          {own, inputStep, inWidth},
                          {own + job.tiling.points() * inputStep, sumStep, packed.groupWidth}};
    for (int64_t i = begin; i < end; i++) runBlock(job, i, buffers);
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
