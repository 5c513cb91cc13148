// Transposes a square block of VW x VW floats in registers.
#pragma once

#include <stdint.h>

#include "kernels/matmul/matrix.h"
#include "simd/unroll.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Lanes of a and b in turn: the first half of both, or the second. */
EVENKEEL_INLINE vec weaveLow(vec a, vec b) {
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
#elif EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v3
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
#else
  return __builtin_shufflevector(a, b, 0, 4, 1, 5);
#endif
}

EVENKEEL_INLINE vec weaveHigh(vec a, vec b) {
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
#elif EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v3
  return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
#else
  return __builtin_shufflevector(a, b, 2, 6, 3, 7);
#endif
}

/** Weaving row i with row i + VW / 2 shifts every index bit by one; log2(VW) times is the transpose. */
EVENKEEL_INLINE void transposeRegisters(vec (&rows)[VW]) {
  EVENKEEL_UNROLL for (int step = 1; step < VW; step *= 2) {
    vec woven[VW];
    EVENKEEL_UNROLL for (int i = 0; i < VW / 2; i++) {
      woven[2 * i] = weaveLow(rows[i], rows[i + VW / 2]);
      woven[2 * i + 1] = weaveHigh(rows[i], rows[i + VW / 2]);
    }
    EVENKEEL_UNROLL for (int i = 0; i < VW; i++) rows[i] = woven[i];
  }
}

/** The part of a block that exists; the rest counts as 0 and is not read. */
struct BlockSize {
  int rows;
  int columns;
};

/** Row j of the target becomes column j of the source, for each existing column; VW floats a row. */
EVENKEEL_INLINE void transposeBlock(Matrix source, BlockSize size, float* target, int64_t stride) {
  vec rows[VW];
  if (size.rows == VW && size.columns == VW) {
    EVENKEEL_UNROLL for (int i = 0; i < VW; i++) rows[i] = load(source.data + i * source.stride);
    transposeRegisters(rows);
    EVENKEEL_UNROLL for (int j = 0; j < VW; j++) store(target + j * stride, rows[j]);
    return;
  }
  EVENKEEL_UNROLL for (int i = 0; i < VW; i++) {
    const float* row = source.data + i * source.stride;
    if (i >= size.rows) rows[i] = vec{};
    else if (size.columns == VW) rows[i] = load(row);
    else rows[i] = loadPart(row, size.columns);
  }
  transposeRegisters(rows);
  EVENKEEL_UNROLL for (int j = 0; j < VW; j++) {
    if (j < size.columns) store(target + j * stride, rows[j]);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
