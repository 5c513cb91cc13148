// Depthwise convolution: each output channel belongs to one input channel (groups = c), so lanes run over
// channels in both the source and the target and there is nothing to pack.
#pragma once

#include "core/scratch.h"
#include "core/status.h"
#include "kernels/conv/correlate.h"
#include "kernels/conv/sum_gradients.h"

namespace evenkeel::EVENKEEL_ISA {

/** Forward pass and input gradient. Uses the slots packedRight, pixels and pointers. */
Status correlateDepthwise(const Correlation& correlation, Scratch& scratch);

/** Gradients of weights and bias. Uses the slots partials, pixels and spare. */
Status sumDepthwiseGradients(const WeightGradient& gradient, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
