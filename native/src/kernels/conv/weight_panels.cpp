#include "kernels/conv/weight_panels.h"

#include "core/threads.h"
#include "kernels/conv/blocking.h"
#include "kernels/matmul/pack.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** A tap by its number over all windows of an axis. */
struct Tap {
  const Window* window;
  int64_t index;
};

Tap tapAt(const Window* windows, int64_t number) {
  const Window* window = windows;
  while (number - window->tapsBefore >= window->taps) window++;
  return {window, number - window->tapsBefore};
}

/** Copies [input channels, channels of the panel] of one tap. */
void packTap(const Correlation& c, const Panel& panel, int64_t u, int64_t v, float* target) {
  const int64_t o = c.shape.o;
  const float* tap = c.weights + (u * c.shape.columns.kernel + v) * c.shape.groupC() * o;
  if (c.gradient) {
    const float* from = tap + panel.channel * o + panel.group * c.groupIn();
    packColumns({from, o}, {panel.channels, c.groupIn()}, panel.width, target);
  } else {
    const float* from = tap + panel.group * c.groupOut() + panel.channel;
    packRows({from, o}, {c.groupIn(), panel.channels}, panel.width, target);
  }
}

}  // namespace

Panel panelAt(const Correlation& correlation, int64_t index) {
  Panel panel{};
  panel.group = index / correlation.panels();
  panel.channel = index % correlation.panels() * channelPanel;
  panel.channels = smaller(channelPanel, correlation.groupOut() - panel.channel);
  panel.width = ceilDivide(panel.channels, VW) * VW;
  return panel;
}

WeightPanels packWeights(const Correlation& c, const Windows& windows, Scratch& scratch) {
  WeightPanels packed{};
  packed.groupWidth = ceilDivide(c.groupOut(), VW) * VW;
  packed.tapFloats = c.shape.groups * packed.groupWidth * c.groupIn();
  packed.columnTaps = windows.columnTaps();
  const bool inPlace =
      !c.gradient && c.shape.groups == 1 && c.panels() == 1 && c.groupOut() % VW == 0;
  if (inPlace) {
    packed.data = c.weights;
    return packed;
  }
  const int64_t columns = packed.columnTaps;
  const int64_t taps = windows.rowTaps() * columns;
  const int64_t floats = packed.tapFloats * taps;
  float* data = scratch.floats(Slot::packedRight, static_cast<size_t>(floats + 1));
  packed.data = data;
  if (data == nullptr) return packed;
  const int64_t panels = c.shape.groups * c.panels();
  parallelFor(panels * taps, 4 * floats, [&](int64_t begin, int64_t end, int) {
    for (int64_t i = begin; i < end; i++) {
      const Panel panel = panelAt(c, i % panels);
      const Tap row = tapAt(windows.rows, i / panels / columns);
      const Tap column = tapAt(windows.columns, i / panels % columns);
      const float* first = packed.at(c, *row.window, *column.window, panel);
      const int64_t tap = row.index * column.window->taps + column.index;
      float* target = const_cast<float*>(first) + tap * c.groupIn() * panel.width;
      packTap(c, panel, row.window->kernelFirst + row.index * row.window->kernelStep,
              column.window->kernelFirst + column.index * column.window->kernelStep, target);
    }
  });
  return packed;
}

}  // namespace evenkeel::EVENKEEL_ISA
