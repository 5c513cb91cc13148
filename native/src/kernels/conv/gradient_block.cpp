#include "kernels/conv/gradient_block.h"

#include "kernels/conv/bias_sums.h"
#include "kernels/conv/grad_tile.h"
#include "kernels/matmul/pack.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

struct Span {
  int64_t begin;
  int64_t end;
};

/** Positions whose tap lies inside the input. */
Span positionsOf(const Window& window, int64_t tap) {
  const int64_t source = window.sourceOf(0, tap);
  const int64_t begin = source >= 0 ? 0 : ceilDivide(-source, window.stride);
  const int64_t end = source >= window.in ? 0 : ceilDivide(window.in - source, window.stride);
  return {smaller(begin, window.positions), smaller(end, window.positions)};
}

/** Packs the gradients of a block for one panel; adds them to the bias sums. */
void packPanel(const GradientJob& job, const GradientBlock& block, const GradientPanel& panel,
               const GradientWork& work) {
  const Geometry& g = job.shape();
  const int64_t pixels = block.rows() * g.columns.out;
  for (int64_t n = 0; n < block.images; n++) {
    const int64_t row = (block.image + n) * g.rows.out + block.rowBegin;
    const float* from = job.gradient.dy + row * g.columns.out * g.o + panel.channel;
    packRows({from, g.o}, {pixels, panel.channels}, panel.width,
             work.packed + n * pixels * panel.width);
  }
  if (work.biasSums != nullptr) {
    addPixelSums({work.packed, panel.width}, {block.images * pixels, panel.width},
                 work.biasSums + panel.column);
  }
}

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

PixelBlock pixelsOf(const GradientJob& job, const GradientBlock& block, const Source& source,
                    const GradientPanel& panel) {
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
void sumMerged(const GradientJob& job, const GradientBlock& block, const GradientPanel& panel,
               const GradientWork& work, Ahead& ahead) {
  const Geometry& g = job.shape();
  const PixelBlock pixels = pixelsOf(job, block, work.source, panel);
  const int64_t run = g.columns.kernel * g.c;
  const int64_t vectors = panel.width / VW;
  const int64_t tiles = ceilDivide(g.rows.kernel, linesOf(run, vectors));
  for (int64_t t = 0; t < tiles; t++) {
    const int64_t u = partBegin(g.rows.kernel, tiles, t);
    const int64_t lines = partBegin(g.rows.kernel, tiles, t + 1) - u;
    GradTile tile{};
    tile.x = work.source.at(0, job.rows.sourceOf(block.rowBegin, u), 0);
    tile.lineStep = g.rows.dilation * work.source.rowStep;
    tile.dy = work.packed;
    tile.sums = work.sums + u * run * job.plan.stride + panel.column;
    tile.stride = job.plan.stride;
    if (lines > 1) gradKernel(vectors, lines, run, false)(tile, pixels);
    else sumRun(tile, pixels, run, vectors, ahead);
  }
}

/** Each tap by itself, over the pixels for which it lies inside the image. */
void sumTaps(const GradientJob& job, const GradientBlock& block, const GradientPanel& panel,
             const GradientWork& work, Ahead& ahead) {
  const Geometry& g = job.shape();
  PixelBlock pixels = pixelsOf(job, block, work.source, panel);
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
    tile.x = work.source.at(0, job.rows.sourceOf(rows.begin, u),
                            job.columns.sourceOf(columns.begin, v)) +
             panel.group * g.groupC();
    tile.dy = work.packed + (rows.begin - block.rowBegin) * pixels.dyRow +
              columns.begin * panel.width;
    tile.sums = work.sums + tap * g.groupC() * job.plan.stride + panel.column;
    tile.stride = job.plan.stride;
    sumRun(tile, pixels, g.groupC(), panel.width / VW, ahead);
  }
}

}  // namespace

Ahead::Ahead(const GradientJob& job, const GradientBlock& block, const StageBlock& staged, int64_t part) {
  const Geometry& g = job.shape();
  const int64_t image = block.image + block.images - 1;
  const int64_t outputs = g.columns.out * g.o;
  gradients_ = {job.gradient.dy + (image * g.rows.out + block.rowEnd) * outputs,
                block.images * block.rows() * outputs / 16};
  const int64_t inputs = g.columns.in * g.c;
  if (job.plan.merged) {
    const int64_t first = larger(0, staged.rowBegin);
    const int64_t rows = block.images * larger(0, smaller(g.rows.in, staged.rowEnd) - first);
    const int64_t begin = partBegin(rows, job.plan.rowBlocks, part);
    const int64_t end = partBegin(rows, job.plan.rowBlocks, part + 1);
    inputs_ = {job.gradient.x + ((image + 1) * g.rows.in + first + begin) * inputs,
               (end - begin) * inputs / 16};
    return;
  }
  const int64_t row = smaller(g.rows.in, job.rows.sourceOf(block.rowEnd, g.rows.kernel - 1));
  inputs_ = {job.gradient.x + (image * g.rows.in + larger(0, row)) * inputs,
             block.images * block.rows() * g.rows.stride * inputs / 16};
}

const float* Ahead::take(int64_t count) {
  Lines& lines = gradients_.count > 0 ? gradients_ : inputs_;
  if (lines.count <= 0) return nullptr;
  const float* first = lines.at;
  lines.at += 16 * count;
  lines.count -= count;
  return first;
}

GradientPanel gradientPanelAt(const GradientJob& job, int64_t index) {
  const int64_t perGroup = job.panels() / job.shape().groups;
  GradientPanel panel{};
  panel.group = index / perGroup;
  const int64_t inGroup = index % perGroup * channelPanel;
  panel.channel = panel.group * job.shape().groupO() + inGroup;
  panel.channels = smaller(channelPanel, job.shape().groupO() - inGroup);
  panel.width = ceilDivide(panel.channels, VW) * VW;
  panel.column = panel.group * job.plan.groupWidth + inGroup;
  return panel;
}

void sumBlock(const GradientJob& job, const GradientBlock& block, const GradientPanel& panel,
              const GradientWork& work, Ahead& ahead) {
  packPanel(job, block, panel, work);
  if (job.plan.merged) sumMerged(job, block, panel, work, ahead);
  else sumTaps(job, block, panel, work, ahead);
}

}  // namespace evenkeel::EVENKEEL_ISA
