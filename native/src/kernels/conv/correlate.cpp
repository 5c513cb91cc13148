// Loop nest of the direct convolution: blocks of images and rows, windows, panels, regions, tiles.
// Every output is one chain of multiply-adds over tap rows, tap columns and input channels, in this order.
#include "kernels/conv/correlate.h"

#include "core/threads.h"
#include "kernels/conv/blocks.h"
#include "kernels/conv/sweep.h"
#include "kernels/conv/weight_panels.h"
#include "kernels/conv/windows.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** Everything that the threads share. */
struct Job {
  const Correlation& correlation;
  const Windows& windows;
  const WeightPanels& weights;
  const Staging& staging;
  const Blocks& blocks;
};

/** One item of work: images, target rows and panels. */
struct Item {
  int64_t image;
  int64_t images;
  int64_t rowBegin;
  int64_t rowEnd;
  int64_t panelBegin;
  int64_t panelEnd;
};

Item itemAt(const Job& job, int64_t index) {
  const Blocks& b = job.blocks;
  const Correlation& c = job.correlation;
  const int64_t panels = c.shape.groups * c.panels();
  const int64_t panelBlock = index % b.panelBlocks;
  const int64_t rowBlock = index / b.panelBlocks % b.rowBlocks;
  Item item{};
  item.image = index / b.panelBlocks / b.rowBlocks * b.imagesPerBlock;
  item.images = smaller(b.imagesPerBlock, c.shape.images - item.image);
  item.rowBegin = partBegin(c.targetHeight(), b.rowBlocks, rowBlock);
  item.rowEnd = partBegin(c.targetHeight(), b.rowBlocks, rowBlock + 1);
  item.panelBegin = partBegin(panels, b.panelBlocks, panelBlock);
  item.panelEnd = partBegin(panels, b.panelBlocks, panelBlock + 1);
  return item;
}

/** The source rows that an item reads, over all row windows. */
StageBlock stageBlockOf(const Job& job, const Item& item) {
  StageBlock block{item.image, item.images, job.staging.height, 0};
  for (int64_t i = 0; i < job.windows.rowCount; i++) {
    const Window& w = job.windows.rows[i];
    const int64_t begin = w.positionAt(item.rowBegin);
    const int64_t end = w.positionAt(item.rowEnd);
    if (begin == end || w.taps == 0) continue;
    block.rowBegin = smaller(block.rowBegin, larger(0, w.sourceOf(begin, 0)));
    block.rowEnd = larger(block.rowEnd, w.sourceOf(end - 1, w.taps - 1) + 1);
  }
  block.rowEnd = smaller(block.rowEnd, job.staging.height);
  block.rowBegin = smaller(block.rowBegin, larger(0, block.rowEnd));
  block.rowEnd = larger(block.rowBegin, block.rowEnd);
  return block;
}

/** Sweeps one pair of windows for one panel. */
void sweepWindows(const Item& item, const Sweep& sweep) {
  const int64_t begin = sweep.rowWindow->positionAt(item.rowBegin);
  const int64_t end = sweep.rowWindow->positionAt(item.rowEnd);
  for (int64_t i = 0; i < sweep.rowWindow->classCount; i++) {
    TapClass rows = sweep.rowWindow->classes[i];
    rows.begin = larger(rows.begin, begin);
    rows.end = smaller(rows.end, end);
    if (rows.begin >= rows.end) continue;
    for (int64_t j = 0; j < sweep.columnWindow->classCount; j++) {
      sweepRegion(sweep, {item.images, rows, sweep.columnWindow->classes[j]});
    }
  }
}

/** The parts of a sweep that depend on the panel only. */
Sweep sweepOf(const Job& job, const Item& item, const Source& source, const Panel& panel) {
  const Correlation& c = job.correlation;
  const int64_t channel = panel.group * c.groupOut() + panel.channel;
  Sweep sweep{};
  sweep.source = source;
  sweep.source.data += panel.group * c.groupIn();
  sweep.target.pixelStep = c.targetChannels();
  sweep.target.rowStep = c.targetWidth() * sweep.target.pixelStep;
  sweep.target.imageStep = c.targetHeight() * sweep.target.rowStep;
  sweep.target.data = c.target + item.image * sweep.target.imageStep + channel;
  sweep.panel.bias = c.bias == nullptr ? nullptr : c.bias + channel;
  sweep.panel.lanes = static_cast<int>((panel.channels - 1) % VW + 1);
  sweep.panel.relu = c.relu;
  sweep.groupIn = c.groupIn();
  sweep.panelWidth = panel.width;
  return sweep;
}

void runItem(const Job& job, int64_t index, float* buffer) {
  const Item item = itemAt(job, index);
  const Source source = stage(job.staging, stageBlockOf(job, item), buffer);
  for (int64_t p = item.panelBegin; p < item.panelEnd; p++) {
    const Panel panel = panelAt(job.correlation, p);
    Sweep sweep = sweepOf(job, item, source, panel);
    for (int64_t i = 0; i < job.windows.rowCount; i++) {
      for (int64_t j = 0; j < job.windows.columnCount; j++) {
        sweep.rowWindow = job.windows.rows + i;
        sweep.columnWindow = job.windows.columns + j;
        sweep.merged = job.correlation.shape.groups == 1 && sweep.columnWindow->dilation == 1;
        sweep.panel.weights =
            job.weights.at(job.correlation, *sweep.rowWindow, *sweep.columnWindow, panel);
        sweepWindows(item, sweep);
      }
    }
  }
}

/** Floats of the largest staged block. */
size_t bufferFloats(const Job& job) {
  int64_t rows = 0;
  for (int64_t i = 0; i < job.blocks.rowBlocks; i++) {
    const Item item = itemAt(job, i * job.blocks.panelBlocks);
    const StageBlock block = stageBlockOf(job, item);
    rows = larger(rows, block.rowEnd - block.rowBegin);
  }
  return job.staging.floatsFor(job.blocks.imagesPerBlock, rows);
}

}  // namespace

Status correlate(const Correlation& c, Scratch& scratch) {
  const Windows windows = buildWindows(c, scratch);
  if (!windows.valid()) return Status::outOfMemory();
  const WeightPanels weights = packWeights(c, windows, scratch);
  if (weights.data == nullptr) return Status::outOfMemory();

  const int64_t work = larger(c.shape.work(), c.shape.images * c.targetHeight() *
                                                  c.targetWidth() * c.targetChannels());
  const int64_t threads = threadsFor(INT32_MAX, work);
  const Staging staging{c.source,           c.sourceHeight(),
                        c.sourceWidth(),    c.sourceChannels(),
                        c.shape.taps() > 1, windows.halo};
  const Blocks blocks = chooseBlocks(c, staging, threads);
  const Job job{c, windows, weights, staging, blocks};
  const size_t floats = bufferFloats(job);
  float* buffers = scratch.floats(Slot::pixels, floats * static_cast<size_t>(threads));
  if (buffers == nullptr) return Status::outOfMemory();
  parallelFor(blocks.count(), work, [&](int64_t begin, int64_t end, int thread) {
    for (int64_t i = begin; i < end; i++) {
      runItem(job, i, buffers + static_cast<size_t>(thread) * floats);
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
