// Loop nest of the direct convolution: blocks of images and rows, windows, panels, regions, tiles.
// Every output is one chain of multiply-adds over tap rows, tap columns and input channels, in this order.
#include "kernels/conv/correlate.h"

#include "core/threads.h"
#include "kernels/conv/blocks.h"
#include "kernels/conv/sweep.h"
#include "kernels/conv/weight_panels.h"
#include "kernels/conv/windows.h"
#include "kernels/matmul/pair_terms.h"

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

/** The source of the item behind `item`, in as many portions as `item` has tiles. */
SourceAhead aheadOf(const Job& job, const Item& item, int64_t index) {
  const Correlation& c = job.correlation;
  if (index + 1 == job.blocks.count()) return {nullptr, nullptr, 0};
  const StageBlock next = stageBlockOf(job.windows, job.staging, itemAt(c, job.blocks, index + 1));
  const int64_t row = job.staging.width * job.staging.channels;
  const float* begin = job.staging.data + (next.image * job.staging.height + next.rowBegin) * row;
  const float* end = begin + next.images * (next.rowEnd - next.rowBegin) * row;
  const int64_t positions = item.images * (item.rowEnd - item.rowBegin) * c.targetWidth();
  const int64_t tiles = ceilDivide(positions, convBlocking.narrowPixels) * (item.panelEnd - item.panelBegin);
  return {begin, end, ceilDivide(end - begin, 16 * tiles)};
}

/** Whether panel p of an item is swept together with the next one: both are full. */
bool isPaired(const Job& job, const Item& item, int64_t p) {
  const Correlation& c = job.correlation;
  return pairsPanels && c.shape.groups == 1 && p + 1 < item.panelEnd &&
         panelAt(c, p + 1).channels == channelPanel;
}

void runItem(const Job& job, int64_t index, float* buffer) {
  const Item item = itemAt(job.correlation, job.blocks, index);
  const Source source = stage(job.staging, stageBlockOf(job.windows, job.staging, item), buffer);
  SourceAhead ahead = aheadOf(job, item, index);
  bool paired = false;
  for (int64_t p = item.panelBegin; p < item.panelEnd; p += paired ? 2 : 1) {
    paired = isPaired(job, item, p);
    const Panel panel = panelAt(job.correlation, p);
    Sweep sweep = sweepOf(job, item, source, panel);
    sweep.ahead = &ahead;
    sweep.paired = paired;
    for (int64_t i = 0; i < job.windows.rowCount; i++) {
      for (int64_t j = 0; j < job.windows.columnCount; j++) {
        sweep.rowWindow = job.windows.rows + i;
        sweep.columnWindow = job.windows.columns + j;
        sweep.merged = job.correlation.shape.groups == 1 && sweep.columnWindow->dilation == 1;
        sweep.panel.weights =
            job.weights.at(job.correlation, *sweep.rowWindow, *sweep.columnWindow, panel);
        sweep.panel.pairStep = panel.width * sweep.groupIn * sweep.rowWindow->taps *
                               sweep.columnWindow->taps;
        sweepWindows(item, sweep);
      }
    }
  }
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
                        windows.halo.left + windows.halo.right > 0, windows.halo};
  const Blocks blocks = chooseBlocks(c, staging, threads);
  const Job job{c, windows, weights, staging, blocks};
  const size_t floats =
      staging.floatsFor(blocks.imagesPerBlock, mostSourceRows(c, windows, staging, blocks));
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
