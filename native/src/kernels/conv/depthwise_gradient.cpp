// The depthwise weight gradient: chunks of pixels, images, vectors of channels, tiles of taps.
// The sum of one weight in a chunk is one chain over its pixels in their order.
#include "core/threads.h"
#include "kernels/conv/bias_sums.h"
#include "kernels/conv/depthwise.h"
#include "kernels/conv/depthwise_planes.h"
#include "kernels/conv/depthwise_tile.h"
#include "kernels/conv/gradient_plan.h"
#include "kernels/conv/merge_partials.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

constexpr DepthwiseKernels kernels = depthwiseKernels();

struct Job {
  const WeightGradient& gradient;
  const GradientPlan& plan;
  /** Floats of a row of sums: output channels rounded up to whole vectors. */
  int64_t width;

  const Geometry& shape() const { return gradient.shape; }
  int64_t stagedWidth() const {
    const Axis& a = shape().columns;
    return (a.out - 1) * a.stride + (a.kernel - 1) * a.dilation + 1;
  }
  int64_t stagedRows(int64_t outputs) const {
    const Axis& a = shape().rows;
    return (outputs - 1) * a.stride + (a.kernel - 1) * a.dilation + 1;
  }
};

/** Output rows of one image. */
struct Rows {
  int64_t image;
  int64_t begin;
  int64_t end;
  int64_t count() const { return end - begin; }
};

/** Copies what the rows read, padding included, with one float for every output channel. */
void stageInputs(const Job& job, const Rows& rows, float* to) {
  const Geometry& g = job.shape();
  const int64_t width = job.stagedWidth();
  const int64_t firstRow = rows.begin * g.rows.stride - g.rows.before;
  for (int64_t i = 0; i < job.stagedRows(rows.count()); i++) {
    const int64_t row = firstRow + i;
    for (int64_t j = 0; j < width; j++) {
      const int64_t column = j - g.columns.before;
      float* pixel = to + (i * width + j) * g.o;
      if (row < 0 || row >= g.rows.in || column < 0 || column >= g.columns.in) {
        clearFloats(pixel, g.o);
        continue;
      }
      const float* from =
          job.gradient.x + ((rows.image * g.rows.in + row) * g.columns.in + column) * g.c;
      if (g.o == g.c) copyFloats(from, g.c, pixel);
      else repeatChannels(from, g.c, g.groupO(), pixel);
    }
  }
}

const float* gradientsOf(const Job& job, const Rows& rows) {
  const Geometry& g = job.shape();
  return job.gradient.dy + (rows.image * g.rows.out + rows.begin) * g.columns.out * g.o;
}

void addTaps(const Job& job, const Rows& rows, const float* staged, float* sums) {
  const Geometry& g = job.shape();
  const int64_t row = job.stagedWidth() * g.o;
  const int64_t tiles = ceilDivide(g.taps(), depthwiseTaps);
  DepthwiseSums block{};
  block.rows = rows.count();
  block.columns = g.columns.out;
  block.xRow = g.rows.stride * row;
  block.xColumn = g.columns.stride * g.o;
  block.dyRow = g.columns.out * g.o;
  block.dyColumn = g.o;
  block.sumStep = job.width;
  const float* dy = gradientsOf(job, rows);
  for (int64_t t = 0; t < tiles; t++) {
    const int64_t first = partBegin(g.taps(), tiles, t);
    const int64_t count = partBegin(g.taps(), tiles, t + 1) - first;
    int64_t offsets[depthwiseTaps];
    for (int64_t i = 0; i < count; i++) {
      const int64_t u = (first + i) / g.columns.kernel;
      const int64_t v = (first + i) % g.columns.kernel;
      offsets[i] = u * g.rows.dilation * row + v * g.columns.dilation * g.o;
    }
    block.offsets = offsets;
    for (int64_t c = 0; c < g.o; c += VW) {
      block.x = staged + c;
      block.dy = dy + c;
      block.sums = sums + first * job.width + c;
      kernels.byTaps[count](block, static_cast<int>(smaller(VW, g.o - c)));
    }
  }
}

void runChunk(const Job& job, int64_t chunk, float* staged, float* sums, float* biasSums) {
  const Geometry& g = job.shape();
  const GradientPlan& plan = job.plan;
  clearFloats(sums, g.taps() * job.width);
  clearFloats(biasSums, job.width);
  const int64_t images = chunk / plan.rowChunks;
  const int64_t part = chunk % plan.rowChunks;
  const int64_t end = partBegin(g.images, plan.imageChunks, images + 1);
  for (int64_t n = partBegin(g.images, plan.imageChunks, images); n < end; n++) {
    const Rows rows{n, partBegin(g.rows.out, plan.rowChunks, part),
                    partBegin(g.rows.out, plan.rowChunks, part + 1)};
    stageInputs(job, rows, staged);
    addTaps(job, rows, staged, sums);
    if (job.gradient.dbias == nullptr) continue;
    addPixelSums({gradientsOf(job, rows), g.o}, {rows.count() * g.columns.out, g.o}, biasSums);
  }
}

}  // namespace

Status sumDepthwiseGradients(const WeightGradient& gradient, Scratch& scratch) {
  const Geometry& g = gradient.shape;
  const int64_t work = larger(4 * g.work(), g.outputPixels() * g.o);
  const int64_t threads = threadsFor(INT32_MAX, work);
  const GradientPlan plan = planGradient(g, threads);
  const Job job{gradient, plan, ceilDivide(g.o, VW) * VW};
  const int64_t sumFloats = g.taps() * job.width;
  const int64_t rows = job.stagedRows(ceilDivide(g.rows.out, plan.rowChunks));
  const int64_t stagedFloats = rows * job.stagedWidth() * g.o + 16;
  float* staged = scratch.floats(Slot::pixels, static_cast<size_t>(threads * stagedFloats));
  float* sums = scratch.floats(Slot::partials, static_cast<size_t>(plan.chunks() * sumFloats));
  float* biasSums = scratch.floats(Slot::spare, static_cast<size_t>(plan.chunks() * job.width));
  if (!staged || !sums || !biasSums) return Status::outOfMemory();

  parallelFor(plan.chunks(), work, [&](int64_t begin, int64_t end, int thread) {
    for (int64_t i = begin; i < end; i++) {
      runChunk(job, i, staged + thread * stagedFloats, sums + i * sumFloats,
               biasSums + i * job.width);
    }
  });
  mergePartials({sums, plan.chunks(), g.taps(), 1, job.width, g.o}, gradient.dweight);
  if (gradient.dbias != nullptr) {
    mergePartials({biasSums, plan.chunks(), 1, 1, job.width, g.o}, gradient.dbias);
  }
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
