// Transformed weights: for each point of a tile the panels [input channel, channel of the panel].
#pragma once

#include <stdint.h>

#include "core/scratch.h"
#include "kernels/conv/correlate.h"
#include "kernels/conv/weight_panels.h"
#include "kernels/conv/winograd/tiling.h"

namespace evenkeel::EVENKEEL_ISA {

struct KernelPoints {
  const float* data;
  int64_t pointStep;
};

/** Transforms packed weights on all threads; data is nullptr if memory is exhausted. Uses the slot packedLeft. */
KernelPoints transformKernel(const Correlation& correlation, const WeightPanels& panels,
                             const Filtering& filtering, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
