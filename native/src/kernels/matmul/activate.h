// Activations that need more than the registers of a tile: applied to finished rows of c while they are in cache.
#pragma once

#include <stdint.h>

#include "kernels/matmul/matrix.h"
#include "kernels/matmul/multiply.h"
#include "simd/math/sigmoidal.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

template <class Function>
EVENKEEL_INLINE void mapRow(float* row, int64_t count, const Function& function) {
  int64_t j = 0;
  for (; j + VW <= count; j += VW) store(row + j, function(load(row + j)));
  const int rest = static_cast<int>(count - j);
  if (rest > 0) storePart(row + j, function(loadPart(row + j, rest)), rest);
}

/** Sigmoid or tanh of a rectangle of c; the other activations are the micro-kernel's. */
inline void activateRectangle(const Product& product, Extents size, float* corner) {
  for (int64_t i = 0; i < size.rows; i++) {
    float* row = corner + i * product.cStride;
    if (product.activation == Activation::sigmoid) {
      mapRow(row, size.columns, [](vec x) { return sigmoid(x); });
    } else if (product.activation == Activation::tanh) {
      mapRow(row, size.columns, [](vec x) { return tanh(x); });
    }
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
