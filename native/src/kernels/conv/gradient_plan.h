// How the weight gradient is cut. Chunks of pixels have their own partial sums, merged in a fixed tree:
// their number, like all that touches the result, follows from the shape alone.
#pragma once

#include <stdint.h>

#include "kernels/conv/geometry.h"
#include "kernels/conv/stage.h"

namespace evenkeel::EVENKEEL_ISA {

struct GradientPlan {
  /** Chunks of whole images, and of rows of each image where images are few. */
  int64_t imageChunks;
  int64_t rowChunks;
  /** Pixels pass in blocks of so many images, each cut into so many parts of its rows. */
  int64_t imagesPerBlock;
  int64_t rowBlocks;
  /** All columns of a kernel row are summed in one go, from rows staged with their padding. */
  bool merged;
  Halo columnHalo;
  Halo rowHalo;
  /** Floats of a row of the partial sums: output channels, each group rounded up to whole vectors. */
  int64_t groupWidth;
  int64_t stride;
  /** Threads share a chunk by panels of output channels. */
  int64_t panelBlocks;

  int64_t chunks() const { return imageChunks * rowChunks; }
  int64_t items() const { return chunks() * panelBlocks; }
};

GradientPlan planGradient(const Geometry& geometry, int64_t threads);

}  // namespace evenkeel::EVENKEEL_ISA
