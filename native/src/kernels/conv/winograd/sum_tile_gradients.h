// The weight gradient by Winograd's minimal filtering.
#pragma once

#include "core/scratch.h"
#include "core/status.h"
#include "kernels/conv/sum_gradients.h"
#include "kernels/conv/winograd/tiling.h"

namespace evenkeel::EVENKEEL_ISA {

/** Computes all of dweight and dbias with a filtering that fits. Uses partials, pixels, transform, spare. */
Status sumTileGradients(const WeightGradient& gradient, const Filtering& filtering, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
