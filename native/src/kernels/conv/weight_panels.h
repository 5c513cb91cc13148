// Packed weights of a correlation: for every pair of windows, group and panel of output channels the block
// [tap row, tap column, input channel, channel of the panel] that the micro-kernel reads front to back.
#pragma once

#include <stdint.h>

#include "core/scratch.h"
#include "kernels/conv/correlate.h"
#include "kernels/conv/windows.h"

namespace evenkeel::EVENKEEL_ISA {

/** A panel of output channels inside its group. */
struct Panel {
  int64_t group;
  /** First channel within the group. */
  int64_t channel;
  /** Channels that exist, and floats they take: one or two whole vectors. */
  int64_t channels;
  int64_t width;
};

/** Panel `index` of all groups' panels. */
Panel panelAt(const Correlation& correlation, int64_t index);

struct WeightPanels {
  const float* data;
  /** Floats of one tap over all groups. */
  int64_t tapFloats;
  /** Channels of a group, rounded up to whole vectors. */
  int64_t groupWidth;
  /** Column taps of all windows. */
  int64_t columnTaps;

  /** First tap of a panel for a pair of windows. */
  const float* at(const Correlation& correlation, const Window& rows, const Window& columns,
                  const Panel& panel) const {
    const int64_t before = rows.tapsBefore * columnTaps + rows.taps * columns.tapsBefore;
    const int64_t inPanel = (panel.group * groupWidth + panel.channel) * correlation.groupIn();
    return data + before * tapFloats + inPanel * rows.taps * columns.taps;
  }
};

/** Packs all weights, on all threads; data is nullptr if memory is exhausted. Uses the slot packedRight. */
WeightPanels packWeights(const Correlation& correlation, const Windows& windows, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
