// How the product's files speak of matrices in memory.
#pragma once

#include <stdint.h>

#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Element (row, column) is at data[row * stride + column]. */
struct Matrix {
  const float* data;
  int64_t stride;
};

/** Size of a matrix or of a block of one. */
struct Extents {
  int64_t rows;
  int64_t columns;
};

}  // namespace evenkeel::EVENKEEL_ISA
