// Cuts a correlation into blocks of images, target rows and channel panels for the threads.
#pragma once

#include <stdint.h>

#include "kernels/conv/correlate.h"
#include "kernels/conv/stage.h"
#include "kernels/conv/windows.h"

namespace evenkeel::EVENKEEL_ISA {

struct Blocks {
  int64_t imagesPerBlock;
  int64_t imageBlocks;
  int64_t rowBlocks;
  int64_t panelBlocks;

  int64_t count() const { return imageBlocks * rowBlocks * panelBlocks; }
};

/** One block: images, target rows and panels of target channels. */
struct Item {
  int64_t image;
  int64_t images;
  int64_t rowBegin;
  int64_t rowEnd;
  int64_t panelBegin;
  int64_t panelEnd;
};

/** Blocks for `threads` threads; none of the choices changes a bit of the result. */
Blocks chooseBlocks(const Correlation& correlation, const Staging& staging, int64_t threads);

Item itemAt(const Correlation& correlation, const Blocks& blocks, int64_t index);

/** The source rows that an item reads, over all row windows. */
StageBlock stageBlockOf(const Windows& windows, const Staging& staging, const Item& item);

/** The most source rows that any item reads. */
int64_t mostSourceRows(const Correlation& correlation, const Windows& windows,
                       const Staging& staging, const Blocks& blocks);

}  // namespace evenkeel::EVENKEEL_ISA
