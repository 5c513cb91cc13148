// Sweeps tiles over the pixels of a region that see the same taps.
#pragma once

#include <stdint.h>

#include "kernels/conv/source_ahead.h"
#include "kernels/conv/pixel_tile.h"
#include "kernels/conv/row_tile.h"
#include "kernels/conv/stage.h"
#include "kernels/conv/window.h"

namespace evenkeel::EVENKEEL_ISA {

/** Target images: where pixel (n, row, column) of the first channel of a panel is. */
struct Target {
  float* data;
  int64_t imageStep;
  int64_t rowStep;
  int64_t pixelStep;
};

/** Positions of a pair of windows in all images of a block whose taps are the same. */
struct Region {
  int64_t images;
  TapClass rows;
  TapClass columns;
};

/** What stays the same while all regions of a pair of windows are swept for one panel. */
struct Sweep {
  /** First channel of the panel's group. */
  Source source;
  Target target;
  const Window* rowWindow;
  const Window* columnWindow;
  ChannelPanel panel;
  /** Input channels of the group, and floats of a packed weight row. */
  int64_t groupIn;
  int64_t panelWidth;
  /** All columns of a kernel row are one run: no groups, no dilation. */
  bool merged;
  /** For the next panel, too: see ChannelPanel::pairStep. */
  bool paired;
  SourceAhead* ahead;
};

void sweepRegion(const Sweep& sweep, const Region& region);

}  // namespace evenkeel::EVENKEEL_ISA
