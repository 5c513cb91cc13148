// Loop nest of the weight gradient: chunks of pixels, blocks of images or rows, panels of output channels,
// kernel taps, tiles. The sum of one weight in a chunk adds up its blocks in order, each block one chain over
// its pixels; chunks merge in a fixed tree.
#include "kernels/conv/sum_gradients.h"

#include "core/threads.h"
#include "kernels/conv/gradient_block.h"
#include "kernels/conv/merge_partials.h"

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

struct Span {
  int64_t begin;
  int64_t end;
};

void clearSums(const GradientJob& job, Span panels, float* sums, float* biasSums) {
  const GradientPanel first = gradientPanelAt(job, panels.begin);
  const GradientPanel last = gradientPanelAt(job, panels.end - 1);
  const int64_t width = last.column + last.width - first.column;
  for (int64_t i = 0; i < job.weightRows(); i++) {
    clearFloats(sums + i * job.plan.stride + first.column, width);
  }
  if (biasSums != nullptr) clearFloats(biasSums + first.column, width);
}

void runItem(const GradientJob& job, int64_t index, const Buffers& buffers) {
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
  GradientBlock block{};
  block.image = partBegin(g.images, plan.imageChunks, chunk / plan.rowChunks);
  for (; block.image < imageEnd; block.image += plan.imagesPerBlock) {
    block.images = smaller(plan.imagesPerBlock, imageEnd - block.image);
    const StageBlock inputs{block.image, block.images, job.rows.sourceOf(rows.begin, 0),
                            job.rows.sourceOf(rows.end - 1, g.rows.kernel - 1) + 1};
    const GradientWork work{stage(job.staging, inputs, buffers.x), buffers.dy, sums, biasSums};
    for (int64_t i = 0; i < plan.rowBlocks; i++) {
      block.rowBegin = rows.begin + partBegin(rows.end - rows.begin, plan.rowBlocks, i);
      block.rowEnd = rows.begin + partBegin(rows.end - rows.begin, plan.rowBlocks, i + 1);
      Ahead ahead(job, block, inputs, i);
      for (int64_t p = panels.begin; p < panels.end; p++) {
        sumBlock(job, block, gradientPanelAt(job, p), work, ahead);
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
  GradientJob job{gradient, plan, staging, forwardWindow(g.rows), forwardWindow(g.columns)};
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
