// Loop nest of the weight gradient: chunks of pixels, blocks of images or rows, panels of output channels,
// kernel taps, tiles. The sum of one weight in a chunk is one chain over its pixels in their order.
#include "kernels/conv/sum_gradients.h"

#include "core/threads.h"
#include "kernels/conv/bias_sums.h"
#include "kernels/conv/grad_tile.h"
#include "kernels/conv/gradient_plan.h"
#include "kernels/conv/merge_partials.h"
#include "kernels/conv/window.h"
#include "kernels/matmul/pack.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

struct Buffers {
  /** Staged inputs and packed gradients of this thread. */
  float* x;
  float* dy;
  /** Partial sums of all chunks: weights, and bias. */
  float* sums;
  float* biasSums;
};

struct Job {
  const WeightGradient& gradient;
  const GradientPlan& plan;
  const Staging& staging;
  Window rows;
  Window columns;

  const Geometry& shape() const { return gradient.shape; }
  int64_t weightRows() const { return shape().taps() * shape().groupC(); }
  int64_t panels() const { return shape().groups * ceilDivide(shape().groupO(), channelPanel); }
};

/** Images and output rows that are summed while their gradients are in cache. */
struct Block {
  int64_t image;
  int64_t images;
  int64_t rowBegin;
  int64_t rowEnd;

  int64_t rows() const { return rowEnd - rowBegin; }
};

/** A panel of output channels: where it begins in dy, in a row of sums and in the packed gradients. */
struct GradPanel {
  int64_t group;
  int64_t channel;
  int64_t channels;
  int64_t width;
  int64_t column;
};

struct Span {
  int64_t begin;
  int64_t end;
};

GradPanel panelAt(const Job& job, int64_t index) {
  const int64_t perGroup = job.panels() / job.shape().groups;
  GradPanel panel{};
  panel.group = index / perGroup;
  const int64_t inGroup = index % perGroup * channelPanel;
  panel.channel = panel.group * job.shape().groupO() + inGroup;
  panel.channels = smaller(channelPanel, job.shape().groupO() - inGroup);
  panel.width = ceilDivide(panel.channels, VW) * VW;
  panel.column = panel.group * job.plan.groupWidth + inGroup;
  return panel;
}

/** Positions whose tap lies inside the input. */
Span positionsOf(const Window& window, int64_t tap) {
  const int64_t source = window.sourceOf(0, tap);
  const int64_t begin = source >= 0 ? 0 : ceilDivide(-source, window.stride);
  const int64_t end = source >= window.in ? 0 : ceilDivide(window.in - source, window.stride);
  return {smaller(begin, window.positions), smaller(end, window.positions)};
}

/** Packs the gradients of a block for one panel; adds them to the bias sums. */
void packPanel(const Job& job, const Block& block, const GradPanel& panel, float* packed,
               float* biasSums) {
  const Geometry& g = job.shape();
  const int64_t pixels = block.rows() * g.columns.out;
  for (int64_t n = 0; n < block.images; n++) {
    const int64_t row = (block.image + n) * g.rows.out + block.rowBegin;
    const float* from = job.gradient.dy + row * g.columns.out * g.o + panel.channel;
    packRows({from, g.o}, {pixels, panel.channels}, panel.width, packed + n * pixels * panel.width);
  }
  if (biasSums != nullptr) {
    addPixelSums({packed, panel.width}, {block.images * pixels, panel.width},
                 biasSums + panel.column);
  }
}

/** Memory that the next block will read, fetched while this one is summed. */
struct Ahead {
  const float* at;
  int64_t lines;

  /** The next `count` lines, or nullptr when all have been taken. */
  const float* take(int64_t count) {
    if (lines <= 0) return nullptr;
    const float* first = at;
    at += 16 * count;
    lines -= count;
    return first;
  }
};

/** What the sums of a block work on. */
struct Work {
  /** Packed gradients of one panel. */
  const float* packed;
  /** Sums of the chunk. */
  float* sums;
  Ahead& ahead;
};

/** Sums `run` neighboring inputs in tiles. */
void sumRun(const GradTile& first, const PixelBlock& pixels, int64_t run, int64_t vectors,
            Ahead& ahead) {
  const int64_t tiles = ceilDivide(run, gradRows(static_cast<int>(vectors)));
  for (int64_t t = 0; t < tiles; t++) {
    const int64_t begin = partBegin(run, tiles, t);
    GradTile tile = first;
    tile.x += begin;
    tile.sums += begin * tile.stride;
    tile.ahead = ahead.take(pixels.pixels());
    const int64_t rows = partBegin(run, tiles, t + 1) - begin;
    gradKernel(vectors, 1, rows, tile.ahead != nullptr)(tile, pixels);
  }
}

PixelBlock pixelsOf(const Job& job, const Block& block, const Source& source,
                    const GradPanel& panel) {
  const Geometry& g = job.shape();
  PixelBlock pixels{};
  pixels.images = block.images;
  pixels.rows = block.rows();
  pixels.columns = g.columns.out;
  pixels.xImage = source.imageStep;
  pixels.xRow = g.rows.stride * source.rowStep;
  pixels.xColumn = g.columns.stride * source.pixelStep;
  pixels.dyRow = g.columns.out * panel.width;
  pixels.dyImage = block.rows() * pixels.dyRow;
  return pixels;
}

/** All columns of each kernel row in one run; the padding is staged as zeros. */
void sumMerged(const Job& job, const Block& block, const Source& source, const GradPanel& panel,
               const Work& work) {
  const Geometry& g = job.shape();
  const PixelBlock pixels = pixelsOf(job, block, source, panel);
  const int64_t run = g.columns.kernel * g.c;
  const int64_t vectors = panel.width / VW;
  const int64_t tiles = ceilDivide(g.rows.kernel, linesOf(run, vectors));
  for (int64_t t = 0; t < tiles; t++) {
    const int64_t u = partBegin(g.rows.kernel, tiles, t);
    const int64_t lines = partBegin(g.rows.kernel, tiles, t + 1) - u;
    GradTile tile{};
    tile.x = source.at(0, job.rows.sourceOf(block.rowBegin, u), 0);
    tile.lineStep = g.rows.dilation * source.rowStep;
    tile.dy = work.packed;
    tile.sums = work.sums + u * run * job.plan.stride + panel.column;
    tile.stride = job.plan.stride;
    if (lines > 1) gradKernel(vectors, lines, run, false)(tile, pixels);
    else sumRun(tile, pixels, run, vectors, work.ahead);
  }
}

/** Each tap by itself, over the pixels for which it lies inside the image. */
void sumTaps(const Job& job, const Block& block, const Source& source, const GradPanel& panel,
             const Work& work) {
  const Geometry& g = job.shape();
  PixelBlock pixels = pixelsOf(job, block, source, panel);
  for (int64_t tap = 0; tap < g.taps(); tap++) {
    const int64_t u = tap / g.columns.kernel;
    const int64_t v = tap % g.columns.kernel;
    const Span inside = positionsOf(job.rows, u);
    const Span rows{larger(inside.begin, block.rowBegin), smaller(inside.end, block.rowEnd)};
    const Span columns = positionsOf(job.columns, v);
    if (rows.begin >= rows.end || columns.begin >= columns.end) continue;
    pixels.rows = rows.end - rows.begin;
    pixels.columns = columns.end - columns.begin;
    GradTile tile{};
    tile.x = source.at(0, job.rows.sourceOf(rows.begin, u),
                       job.columns.sourceOf(columns.begin, v)) +
             panel.group * g.groupC();
    tile.dy = work.packed + (rows.begin - block.rowBegin) * pixels.dyRow + columns.begin * panel.width;
    tile.sums = work.sums + tap * g.groupC() * job.plan.stride + panel.column;
    tile.stride = job.plan.stride;
    sumRun(tile, pixels, g.groupC(), panel.width / VW, work.ahead);
  }
}

/** The inputs that follow those of a block; staged ones are fetched by being copied. */
Ahead inputsBehind(const Job& job, const Block& block) {
  const Geometry& g = job.shape();
  if (job.plan.merged) return {nullptr, 0};
  const int64_t row = g.columns.in * g.c;
  const int64_t last = job.rows.sourceOf(block.rowEnd, g.rows.kernel - 1);
  const int64_t image = block.image + block.images - 1;
  const float* at = job.gradient.x + (image * g.rows.in + smaller(last, g.rows.in)) * row;
  return {at, block.images * block.rows() * g.rows.stride * row / 16};
}

void clearSums(const Job& job, Span panels, float* sums, float* biasSums) {
  const GradPanel first = panelAt(job, panels.begin);
  const GradPanel last = panelAt(job, panels.end - 1);
  const int64_t width = last.column + last.width - first.column;
  for (int64_t i = 0; i < job.weightRows(); i++) {
    clearFloats(sums + i * job.plan.stride + first.column, width);
  }
  if (biasSums != nullptr) clearFloats(biasSums + first.column, width);
}

void runItem(const Job& job, int64_t index, const Buffers& buffers) {
  const GradientPlan& plan = job.plan;
  const Geometry& g = job.shape();
  const int64_t chunk = index / plan.panelBlocks;
  const Span panels{partBegin(job.panels(), plan.panelBlocks, index % plan.panelBlocks),
                    partBegin(job.panels(), plan.panelBlocks, index % plan.panelBlocks + 1)};
  float* sums = buffers.sums + chunk * job.weightRows() * plan.stride;
  float* biasSums =
      job.gradient.dbias == nullptr ? nullptr : buffers.biasSums + chunk * plan.stride;
  clearSums(job, panels, sums, biasSums);

  const int64_t imageEnd = partBegin(g.images, plan.imageChunks, chunk / plan.rowChunks + 1);
  const Span rows{partBegin(g.rows.out, plan.rowChunks, chunk % plan.rowChunks),
                  partBegin(g.rows.out, plan.rowChunks, chunk % plan.rowChunks + 1)};
  Block block{};
  block.image = partBegin(g.images, plan.imageChunks, chunk / plan.rowChunks);
  for (; block.image < imageEnd; block.image += plan.imagesPerBlock) {
    block.images = smaller(plan.imagesPerBlock, imageEnd - block.image);
    const Source source =
        stage(job.staging,
              {block.image, block.images, job.rows.sourceOf(rows.begin, 0),
               job.rows.sourceOf(rows.end - 1, g.rows.kernel - 1) + 1},
              buffers.x);
    for (int64_t i = 0; i < plan.rowBlocks; i++) {
      block.rowBegin = rows.begin + partBegin(rows.end - rows.begin, plan.rowBlocks, i);
      block.rowEnd = rows.begin + partBegin(rows.end - rows.begin, plan.rowBlocks, i + 1);
      Ahead ahead = inputsBehind(job, block);
      for (int64_t p = panels.begin; p < panels.end; p++) {
        const GradPanel panel = panelAt(job, p);
        packPanel(job, block, panel, buffers.dy, biasSums);
        const Work work{buffers.dy, sums, ahead};
        if (plan.merged) sumMerged(job, block, source, panel, work);
        else sumTaps(job, block, source, panel, work);
      }
    }
  }
}

int64_t mostRows(const GradientPlan& plan, const Geometry& g) {
  return ceilDivide(g.rows.out, plan.rowChunks);
}

}  // namespace

Status sumGradients(const WeightGradient& gradient, Scratch& scratch) {
  const Geometry& g = gradient.shape;
  const int64_t work = larger(g.work(), g.outputPixels());
  const int64_t threads = threadsFor(INT32_MAX, work);
  const GradientPlan plan = planGradient(g, threads);
  const Staging staging{gradient.x, g.rows.in, g.columns.in, g.c, plan.merged, plan.columnHalo};
  Job job{gradient, plan, staging, forwardWindow(g.rows), forwardWindow(g.columns)};
  if (plan.merged) job.columns.first = 0;

  const size_t team = static_cast<size_t>(threads);
  const int64_t rows = (mostRows(plan, g) - 1) * g.rows.stride +
                       (g.rows.kernel - 1) * g.rows.dilation + 1;
  const size_t xFloats = staging.floatsFor(plan.imagesPerBlock, rows);
  const size_t dyFloats = static_cast<size_t>(
      plan.imagesPerBlock * mostRows(plan, g) * g.columns.out * channelPanel + 1);
  const size_t sumFloats = static_cast<size_t>(plan.chunks() * job.weightRows() * plan.stride + 1);
  const size_t biasFloats = static_cast<size_t>(plan.chunks() * plan.stride);
  const bool inPlace = plan.chunks() == 1 && plan.groupWidth == g.groupO();
  float* x = scratch.floats(Slot::pixels, team * xFloats);
  float* dy = scratch.floats(Slot::packedRight, team * dyFloats);
  float* sums = inPlace ? gradient.dweight : scratch.floats(Slot::partials, sumFloats);
  float* biasSums = scratch.floats(Slot::spare, biasFloats);
  if (!x || !dy || !sums || !biasSums) return Status::outOfMemory();

  parallelFor(plan.items(), work, [&](int64_t begin, int64_t end, int thread) {
    const size_t own = static_cast<size_t>(thread);
    for (int64_t i = begin; i < end; i++) {
      runItem(job, i, {x + own * xFloats, dy + own * dyFloats, sums, biasSums});
    }
  });
  Partials partials{sums,           plan.chunks(),   job.weightRows(),
                    g.groups, plan.groupWidth, g.groupO()};
  if (!inPlace) mergePartials(partials, gradient.dweight);
  if (gradient.dbias != nullptr) {
    partials.data = biasSums;
    partials.rows = 1;
    mergePartials(partials, gradient.dbias);
  }
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
