// Sums of output gradients over pixels: the bias gradient.
#pragma once

#include <stdint.h>

#include "kernels/matmul/matrix.h"
#include "kernels/matmul/blocking.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/**
 * Adds the sum of `size.rows` pixels, `size.columns` channels each, to `total`: the block first, so that
 * chains stay short. Writes whole vectors of `total`.
 */
inline void addPixelSums(Matrix pixels, Extents size, float* total) {
  for (int64_t c = 0; c < size.columns; c += VW) {
    const int lanes = static_cast<int>(smaller(VW, size.columns - c));
    const float* from = pixels.data + c;
    vec sum{};
    for (int64_t p = 0; p < size.rows; p++) {
      sum = sum + (lanes == VW ? load(from) : loadPart(from, lanes));
      from += pixels.stride;
    }
    store(total + c, load(total + c) + sum);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
