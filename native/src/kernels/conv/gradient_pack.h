// Packs the output gradients of a block of pixels into panels, and sums them for the bias on the way.
#pragma once

#include <stdint.h>

#include "kernels/matmul/blocking.h"
#include "kernels/matmul/pack.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Adds the sum of `pixels` rows of `width` floats to `total`, the block first, so that chains stay short. */
EVENKEEL_INLINE void addPixelSums(const float* packed, int64_t pixels, int64_t width,
                                  float* total) {
  for (int64_t j = 0; j < width; j += VW) {
    vec sum{};
    for (int64_t p = 0; p < pixels; p++) sum = sum + load(packed + p * width + j);
    store(total + j, load(total + j) + sum);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
