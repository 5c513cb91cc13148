// Copies blocks of both operands into the order in which the micro-kernel reads them.
#pragma once

#include <stdint.h>

#include "kernels/matmul/blocking.h"
#include "kernels/matmul/matrix.h"
#include "kernels/matmul/transpose.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Copies rows of two vectors, side by side. */
inline void packWholeRows(Matrix source, int64_t rows, float* target) {
  const float* from = source.data;
  for (int64_t i = 0; i < rows; i++) {
    const vec first = load(from);
    store(target + VW, load(from + VW));
    store(target, first);
    from += source.stride;
    target += 2 * VW;
  }
}

/** Copies a block; row i goes to target + i * width, a multiple of VW, its places beyond the columns to 0. */
inline void packRows(Matrix source, Extents block, int64_t width, float* target) {
  if (compact && width == 2 * VW && block.columns == width) return packWholeRows(source, block.rows, target);
  for (int64_t i = 0; i < block.rows; i++) {
    const float* from = source.data + i * source.stride;
    float* to = target + i * width;
    int64_t j = 0;
    for (; j + VW <= block.columns; j += VW) store(to + j, load(from + j));
    if (j < block.columns) {
      store(to + j, loadPart(from + j, static_cast<int>(block.columns - j)));
      j += VW;
    }
    for (; j < width; j += VW) store(to + j, vec{});
  }
}

/** Transposes a block: column j goes to target + j * width, a multiple of VW, its places beyond the rows to 0. */
inline void packColumns(Matrix source, Extents block, int64_t width, float* target) {
  for (int64_t i = 0; i < width; i += VW) {
    const int high = static_cast<int>(larger(0, smaller(VW, block.rows - i)));
    const float* from = source.data + (high > 0 ? i : 0) * source.stride;
    for (int64_t j = 0; j < block.columns; j += VW) {
      const int wide = static_cast<int>(smaller(VW, block.columns - j));
      transposeBlock({from + j, source.stride}, {high, wide}, target + j * width + i, width);
    }
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
