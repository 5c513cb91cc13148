// Cuts a correlation into blocks of images, target rows and channel panels for the threads.
#pragma once

#include <stdint.h>

#include "kernels/conv/correlate.h"
#include "kernels/conv/stage.h"

namespace evenkeel::EVENKEEL_ISA {

struct Blocks {
  int64_t imagesPerBlock;
  int64_t imageBlocks;
  int64_t rowBlocks;
  int64_t panelBlocks;

  int64_t count() const { return imageBlocks * rowBlocks * panelBlocks; }
};

/** Blocks for `threads` threads; none of the choices changes a bit of the result. */
Blocks chooseBlocks(const Correlation& correlation, const Staging& staging, int64_t threads);

}  // namespace evenkeel::EVENKEEL_ISA
