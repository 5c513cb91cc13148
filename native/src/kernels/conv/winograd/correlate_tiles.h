// The 3 x 3 correlation by Winograd's minimal filtering: forward pass and input gradient.
#pragma once

#include "core/scratch.h"
#include "core/status.h"
#include "kernels/conv/correlate.h"

namespace evenkeel::EVENKEEL_ISA {

/** Computes all of the target with F(m x m, 3 x 3), m 2 or 4. Uses all slots but partials, spare and columns. */
Status correlateTiles(const Correlation& correlation, int64_t m, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
