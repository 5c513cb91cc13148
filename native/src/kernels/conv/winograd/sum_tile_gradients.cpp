// Loop nest: chunks of tiles, blocks of staged images, groups of tiles, panels, points.
// The sum of one point in a chunk adds up its groups of tiles in order; chunks merge in a fixed tree.
#include "kernels/conv/winograd/sum_tile_gradients.h"

#include "core/threads.h"
#include "kernels/conv/bias_sums.h"
#include "kernels/conv/blocking.h"
#include "kernels/conv/merge_partials.h"
#include "kernels/conv/winograd/gradient_tiles.h"
#include "kernels/conv/winograd/transform_gradients.h"
#include "kernels/conv/winograd/transform_tiles.h"
#include "kernels/matmul/tile.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

struct Job {
  const WeightGradient& gradient;
  const Tiling& tiling;
  const GradientTiles& plan;
  const Staging& staging;
  /** Threads share a chunk by panels of output channels. */
  int64_t panelBlocks;
  /** Channels rounded up to whole vectors. */
  int64_t inWidth;
  int64_t outWidth;

  const Geometry& shape() const { return gradient.shape; }
  int64_t panels() const { return ceilDivide(shape().o, channelPanel); }
  int64_t pointSums() const { return shape().c * outWidth; }
};

struct Buffers {
  float* staged;
  Points inputs;
  /** Panels of gradients; `width` is the tiles that each has room for. */
  Points gradients;
  /** Of one chunk: [points, c, outWidth], and [outWidth] or nullptr. */
  float* sums;
  float* biasSums;
};

/** Output channels of an item, and whether its sums begin here. */
struct OwnChannels {
  ChannelRange range;
  bool first;
};

/** Adds [c, tiles] by [tiles, own channels] for each point. */
void multiplyPoints(const Job& job, const Buffers& buffers, const OwnChannels& own,
                    int64_t tiles) {
  const int64_t inputs = job.shape().c;
  const int64_t width = ceilDivide(own.range.end - own.range.begin, VW) * VW;
  Tile tile{};
  tile.aStride = buffers.inputs.width;
  tile.cStride = job.outWidth;
  tile.depth = tiles;
  tile.lanes = VW;
  tile.earlier = own.first ? Earlier::none : Earlier::add;
  for (int64_t point = 0; point < job.tiling.points(); point++) {
    const float* left = buffers.inputs.data + point * buffers.inputs.pointStep;
    const float* right = buffers.gradients.data + point * buffers.gradients.pointStep;
    float* sums = buffers.sums + point * job.pointSums() + own.range.begin;
    for (int64_t panel = 0; panel < width; panel += channelPanel) {
      tile.b = right + panel * buffers.gradients.width;
      tile.bStride = smaller(channelPanel, width - panel);
      const int64_t vectors = tile.bStride / VW;
      const int64_t parts = ceilDivide(inputs, tileRows(vectors));
      for (int64_t i = 0; i < parts; i++) {
        const int64_t row = partBegin(inputs, parts, i);
        tile.a = left + row;
        tile.c = sums + row * job.outWidth + panel;
        tileKernel(vectors, Rows::together, partBegin(inputs, parts, i + 1) - row)(tile);
      }
    }
  }
}

template <class Maps>
void addTiles(const Job& job, const TileRange& range, const InputImages& inputs,
              const GradientImages& images, const OwnChannels& own, const Buffers& buffers) {
  transformInputs<Maps>(range, inputs, buffers.inputs);
  transformGradients<Maps>(range, images, own.range, buffers.gradients);
  multiplyPoints(job, buffers, own, range.end - range.begin);
}

/** Adds the tiles of a staged block. */
void addBlock(const Job& job, const TileBlock& block, OwnChannels& own, const Buffers& buffers) {
  const Geometry& g = job.shape();
  const StageBlock rowsOf{block.image, block.images, job.tiling.sourceBegin(block.rowBegin),
                          job.tiling.sourceEnd(block.rowEnd)};
  const InputImages inputs = inputsOf(job.staging, rowsOf, buffers.staged);
  GradientImages images{job.gradient.dy, g.rows.out, g.columns.out, g.o};
  images.data += block.image * images.height * images.width * images.channels;

  const int64_t rows = block.rowEnd - block.rowBegin;
  const int64_t tiles = block.images * rows * job.tiling.columns;
  const int64_t groups = ceilDivide(tiles, gradientGroupTiles);
  for (int64_t i = 0; i < groups; i++) {
    const TileRange range{job.tiling, block.rowBegin, rows, partBegin(tiles, groups, i),
                          partBegin(tiles, groups, i + 1)};
    withMaps(job.tiling.filtering, [&](auto maps) {
      addTiles<decltype(maps)>(job, range, inputs, images, own, buffers);
    });
    own.first = false;
  }
  if (buffers.biasSums == nullptr) return;
  const int64_t begin = block.rowBegin * job.tiling.m();
  const int64_t end = smaller(g.rows.out, block.rowEnd * job.tiling.m());
  for (int64_t n = 0; n < block.images; n++) {
    const float* from = images.data + (n * g.rows.out + begin) * g.columns.out * g.o;
    addPixelSums({from, g.o}, {(end - begin) * g.columns.out, g.o}, buffers.biasSums);
  }
}

void runItem(const Job& job, int64_t index, Buffers& buffers) {
  const GradientTiles& plan = job.plan;
  const TileBlock chunk = chunkAt(plan, job.shape(), job.tiling, index / job.panelBlocks);
  const int64_t part = index % job.panelBlocks;
  OwnChannels own{{partBegin(job.panels(), job.panelBlocks, part) * channelPanel,
                   smaller(job.shape().o,
                           partBegin(job.panels(), job.panelBlocks, part + 1) * channelPanel)},
                  true};
  if (part > 0) buffers.biasSums = nullptr;
  if (buffers.biasSums != nullptr) clearFloats(buffers.biasSums, job.outWidth);
  const int64_t rows = chunk.rowEnd - chunk.rowBegin;
  TileBlock block{};
  for (int64_t n = 0; n < chunk.images; n += plan.imagesPerBlock) {
    block.image = chunk.image + n;
    block.images = smaller(plan.imagesPerBlock, chunk.images - n);
    for (int64_t i = 0; i < plan.rowBlocks; i++) {
      block.rowBegin = chunk.rowBegin + partBegin(rows, plan.rowBlocks, i);
      block.rowEnd = chunk.rowBegin + partBegin(rows, plan.rowBlocks, i + 1);
      if (block.rowBegin < block.rowEnd) addBlock(job, block, own, buffers);
    }
  }
}

/** Merges the chunks and transforms the sums of each input channel back to its taps. */
template <class Maps>
void finishWeights(const Job& job, const float* sums) {
  constexpr int kernel = Maps::taps;
  const Geometry& g = job.shape();
  const int64_t step = job.tiling.points() * job.pointSums();
  const int64_t work = job.plan.chunks() * step;
  parallelFor(g.c, work, [&](int64_t begin, int64_t end, int) {
    for (int64_t c = begin; c < end; c++) {
      for (int64_t o = 0; o < g.o; o += VW) {
        const float* from = sums + c * job.outWidth + o;
        vec taps[kernel][kernel];
        transformKernelSums<Maps>(
            [&](int p) { return sumTree(from + p * job.pointSums(), step, job.plan.chunks()); },
            taps);
        const int lanes = static_cast<int>(smaller(VW, g.o - o));
        EVENKEEL_UNROLL for (int t = 0; t < kernel * kernel; t++) {
          float* to = job.gradient.dweight + (t * g.c + c) * g.o + o;
          if (lanes == VW) store(to, taps[t / kernel][t % kernel]);
          else storePart(to, taps[t / kernel][t % kernel], lanes);
        }
      }
    }
  });
}

}  // namespace

Status sumTileGradients(const WeightGradient& gradient, const Filtering& filtering,
                        Scratch& scratch) {
  const Geometry& g = gradient.shape;
  const int64_t threads = threadsFor(INT32_MAX, g.work());
  const Tiling tiling = tilingOf(filtering, g.rows, g.columns, false);
  const Staging staging{gradient.x, g.rows.in, g.columns.in, g.c, true,
                        haloOf(tiling, g.columns.in)};
  const GradientTiles plan = planGradientTiles(g, tiling, staging);
  Job job{gradient, tiling, plan, staging, 1, ceilDivide(g.c, VW) * VW, ceilDivide(g.o, VW) * VW};
  while (plan.chunks() * job.panelBlocks < threads && 2 * job.panelBlocks <= job.panels()) {
    job.panelBlocks *= 2;
  }

  const int64_t inputStep = gradientGroupTiles * job.inWidth + 16;
  const int64_t gradientStep = gradientGroupTiles * job.outWidth + 16;
  const int64_t pointFloats = job.tiling.points() * (inputStep + gradientStep);
  const int64_t rows = ceilDivide(ceilDivide(tiling.rows, plan.rowChunks), plan.rowBlocks);
  const size_t stageFloats = inputFloats(staging, plan.imagesPerBlock, tiling.sourceEnd(rows) - tiling.firstRow);
  const int64_t sumFloats = job.tiling.points() * job.pointSums();
  float* staged = scratch.floats(Slot::pixels, stageFloats * static_cast<size_t>(threads));
  float* points = scratch.floats(Slot::transform, static_cast<size_t>(pointFloats * threads));
  float* sums = scratch.floats(Slot::partials, static_cast<size_t>(plan.chunks() * sumFloats));
  float* bias = scratch.floats(Slot::spare, static_cast<size_t>(plan.chunks() * job.outWidth));
  if (!staged || !points || !sums || !bias) return Status::outOfMemory();

  parallelFor(plan.chunks() * job.panelBlocks, g.work(), [&](int64_t begin, int64_t end, int own) {
    float* inputs = points + own * pointFloats;
    for (int64_t i = begin; i < end; i++) {
      const int64_t chunk = i / job.panelBlocks;
      Buffers buffers{staged + static_cast<size_t>(own) * stageFloats,
                      {inputs, inputStep, job.inWidth},
                      {inputs + job.tiling.points() * inputStep, gradientStep, gradientGroupTiles},
                      sums + chunk * sumFloats,
                      gradient.dbias == nullptr ? nullptr : bias + chunk * job.outWidth};
      runItem(job, i, buffers);
    }
  });
  withMaps(filtering, [&](auto maps) { finishWeights<decltype(maps)>(job, sums); });
  if (gradient.dbias != nullptr) {
    mergePartials({bias, plan.chunks(), 1, 1, job.outWidth, g.o}, gradient.dbias);
  }
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
