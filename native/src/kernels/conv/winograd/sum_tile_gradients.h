// The 3 x 3 weight gradient by Winograd's minimal filtering.
#pragma once

#include "core/scratch.h"
#include "core/status.h"
#include "kernels/conv/sum_gradients.h"

namespace evenkeel::EVENKEEL_ISA {

/** Computes all of dweight and dbias with F(m x m, 3 x 3), m 2 or 4. Uses partials, pixels, transform, spare. */
Status sumTileGradients(const WeightGradient& gradient, int64_t m, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
