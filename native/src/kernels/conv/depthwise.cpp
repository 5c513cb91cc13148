// Loop nest of the depthwise forward pass and input gradient: blocks, windows, tap classes, rows, tiles.
// Every output is one chain of multiply-adds over tap rows, tap columns and planes, in this order.
#include "kernels/conv/depthwise.h"

#include "core/threads.h"
#include "kernels/conv/blocks.h"
#include "kernels/conv/depthwise_planes.h"
#include "kernels/conv/depthwise_tile.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

constexpr DepthwiseKernels kernels = depthwiseKernels();

struct Job {
  const Correlation& correlation;
  const Windows& windows;
  const Blocks& blocks;
  /** [kh, kw, planes, target channels] */
  const float* weights;
  int64_t multiplier;

  /** Source channels of one target channel. */
  int64_t planes() const { return correlation.gradient ? multiplier : 1; }
  int64_t channels() const { return correlation.targetChannels(); }
  int64_t stagedChannels() const { return planes() * channels(); }
};

/** Makes the source channels match the target's: in place without a multiplier. */
Source stageChannels(const Job& job, const Staging& staging, const StageBlock& block,
                     float* buffer) {
  const Correlation& c = job.correlation;
  const int64_t pixel = c.sourceChannels();
  const int64_t row = staging.width * pixel;
  const float* from = c.source + block.image * staging.height * row;
  if (job.multiplier == 1) return {from, staging.height * row, row, pixel, 0};

  const int64_t step = job.stagedChannels();
  const int64_t rows = block.rowEnd - block.rowBegin;
  for (int64_t i = 0; i < rows * staging.width; i++) {
    const float* source = from + block.rowBegin * row + i * pixel;
    if (c.gradient) splitPlanes(source, job.channels(), job.multiplier, buffer + i * step);
    else repeatChannels(source, pixel, job.multiplier, buffer + i * step);
  }
  return {buffer, rows * staging.width * step, staging.width * step, step, block.rowBegin};
}

/** The fields of a tile that are the same for a pair of tap classes. */
DepthwiseTile tileOf(const Job& job, const Source& source, const Window& rows,
                     const Window& columns, const TapClass& rowClass, const TapClass& columnClass) {
  const Correlation& c = job.correlation;
  const int64_t tap = job.stagedChannels();
  DepthwiseTile tile{};
  tile.fromPixel = columns.stride * source.pixelStep;
  tile.toPixel = columns.outStep * job.channels();
  tile.bias = c.bias;
  tile.relu = c.relu;
  tile.columns = columnClass.high - columnClass.low;
  tile.rows = tile.columns == 0 ? 0 : rowClass.high - rowClass.low;
  tile.rowStep = rows.dilation * source.rowStep;
  tile.columnStep = columns.dilation * source.pixelStep;
  tile.columnWeights = columns.kernelStep * tap;
  tile.rowWeights = rows.kernelStep * c.shape.columns.kernel * tap;
  tile.planes = job.planes();
  tile.planeStep = job.channels();
  if (tile.rows > 0) {
    const int64_t u = rows.kernelFirst + rowClass.low * rows.kernelStep;
    const int64_t v = columns.kernelFirst + columnClass.low * columns.kernelStep;
    tile.weights = job.weights + (u * c.shape.columns.kernel + v) * tap;
  }
  return tile;
}

void sweepRow(const Job& job, const DepthwiseTile& first, int64_t pixels) {
  DepthwiseTile tile = first;
  const int64_t tiles = ceilDivide(pixels, depthwisePixels);
  for (int64_t t = 0; t < tiles; t++) {
    const int64_t count = partBegin(pixels, tiles, t + 1) - partBegin(pixels, tiles, t);
    kernels.byPixels[count](tile, job.channels());
    tile.from += count * tile.fromPixel;
    tile.to += count * tile.toPixel;
  }
}

void sweepWindows(const Job& job, const Item& item, const Source& source, const Window& rows,
                  const Window& columns) {
  const Correlation& c = job.correlation;
  const int64_t begin = rows.positionAt(item.rowBegin);
  const int64_t end = rows.positionAt(item.rowEnd);
  for (int64_t i = 0; i < rows.classCount; i++) {
    const TapClass& rowClass = rows.classes[i];
    for (int64_t j = 0; j < columns.classCount; j++) {
      const TapClass& columnClass = columns.classes[j];
      DepthwiseTile tile = tileOf(job, source, rows, columns, rowClass, columnClass);
      for (int64_t row = larger(begin, rowClass.begin); row < smaller(end, rowClass.end); row++) {
        if (tile.rows > 0) {
          tile.from = source.at(0, rows.sourceOf(row, rowClass.low),
                                columns.sourceOf(columnClass.begin, columnClass.low));
        }
        const int64_t targetRow =
            item.image * c.targetHeight() + row * rows.outStep + rows.outFirst;
        const int64_t targetColumn = columnClass.begin * columns.outStep + columns.outFirst;
        tile.to = c.target + (targetRow * c.targetWidth() + targetColumn) * job.channels();
        sweepRow(job, tile, columnClass.end - columnClass.begin);
      }
    }
  }
}

/** [kh, kw, m * channels] as the windows read it: split into planes for the input gradient. */
const float* arrangeWeights(const Correlation& c, int64_t multiplier, Scratch& scratch) {
  if (!c.gradient || multiplier == 1) return c.weights;
  const int64_t taps = c.shape.taps();
  float* planes = scratch.floats(Slot::packedRight, static_cast<size_t>(taps * c.shape.o));
  if (planes == nullptr) return nullptr;
  for (int64_t t = 0; t < taps; t++) {
    splitPlanes(c.weights + t * c.shape.o, c.shape.c, multiplier, planes + t * c.shape.o);
  }
  return planes;
}

}  // namespace

Status correlateDepthwise(const Correlation& c, Scratch& scratch) {
  const int64_t multiplier = c.shape.groupO();
  const Windows windows = buildWindows(c, scratch);
  const float* weights = arrangeWeights(c, multiplier, scratch);
  if (!windows.valid() || weights == nullptr) return Status::outOfMemory();

  const int64_t work = larger(4 * c.shape.work(), c.shape.inputPixels() * c.shape.c);
  const int64_t threads = threadsFor(INT32_MAX, work);
  Blocks blocks{1, c.shape.images, 1, 1};
  while (blocks.count() < 4 * threads && 8 * blocks.rowBlocks <= c.targetHeight()) {
    blocks.rowBlocks *= 2;
  }
  const Job job{c, windows, blocks, weights, multiplier};
  const Staging staging{c.source, c.sourceHeight(), c.sourceWidth(), c.sourceChannels(),
                        false,    {0, 0}};
  const int64_t rows = mostSourceRows(c, windows, staging, blocks);
  const size_t floats = static_cast<size_t>(
      multiplier == 1 ? 16 : rows * staging.width * job.stagedChannels() + 16);
  float* buffers = scratch.floats(Slot::pixels, floats * static_cast<size_t>(threads));
  if (buffers == nullptr) return Status::outOfMemory();

  parallelFor(blocks.count(), work, [&](int64_t begin, int64_t end, int thread) {
    for (int64_t index = begin; index < end; index++) {
      const Item item = itemAt(c, blocks, index);
      const Source source = stageChannels(job, staging, stageBlockOf(windows, staging, item),
                                          buffers + static_cast<size_t>(thread) * floats);
      for (int64_t i = 0; i < windows.rowCount; i++) {
        for (int64_t j = 0; j < windows.columnCount; j++) {
          sweepWindows(job, item, source, windows.rows[i], windows.columns[j]);
        }
      }
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
