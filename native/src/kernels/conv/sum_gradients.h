// The direct weight gradient: partial sums of every chunk of pixels.
#pragma once

#include <stdint.h>

#include "core/scratch.h"
#include "core/status.h"
#include "kernels/conv/geometry.h"

namespace evenkeel::EVENKEEL_ISA {

struct WeightGradient {
  Geometry shape;
  /** [n, h, w, c] and [n, oh, ow, o] */
  const float* x;
  const float* dy;
  /** [kh, kw, c / groups, o], and [o] or nullptr */
  float* dweight;
  float* dbias;
};

/** Computes all of dweight and dbias. Uses the slots partials, pixels, packedRight and spare. */
Status sumGradients(const WeightGradient& gradient, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
