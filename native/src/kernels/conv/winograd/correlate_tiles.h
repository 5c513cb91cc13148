// Correlations by Winograd's minimal filtering: forward pass and input gradient.
#pragma once

#include "core/scratch.h"
#include "core/status.h"
#include "kernels/conv/correlate.h"
#include "kernels/conv/winograd/tiling.h"

namespace evenkeel::EVENKEEL_ISA {

/** Computes all of the target with a filtering that fits. Uses all slots but partials, spare and columns. */
Status correlateTiles(const Correlation& correlation, const Filtering& filtering, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
