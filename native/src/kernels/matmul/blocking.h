// Block sizes of the matrix product, one row per instruction set. None of them changes a bit of the result.
#pragma once

#include <stdint.h>

#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

struct MatmulBlocking {
  /** Rows of a tile of two vectors of columns: sums, columns and a broadcast fill the registers. */
  int rows;
  /** The same for one vector. */
  int narrowRows;
  /** Terms added before the next block: a panel of 2 * depth * VW floats stays in the first cache. */
  int64_t depth;
  /** Rows packed together: rowBlock * depth floats stay in the second cache. */
  int64_t rowBlock;
};

constexpr MatmulBlocking matmulBlockings[] = {
    {4, 8, 256, 192},    // base: 16 registers of 4
    {6, 12, 256, 192},   // v3: 16 registers of 8
    {14, 24, 256, 224},  // v4: 32 registers of 16
    {8, 16, 256, 192},   // neon: 32 registers of 4
    {4, 4, 256, 128},    // wasm: more sums than 8 spill, and each size of tile adds to what pages load
};

constexpr MatmulBlocking matmulBlocking = matmulBlockings[EVENKEEL_ISA_NUMBER - 1];

/** Columns of a full panel. */
constexpr int64_t panelWidth = 2 * VW;

/**
 * Where part `index` of `parts` near-equal parts of 0..count-1 begins. Splitting evenly avoids a last
 * tile of few rows, which would run at a fraction of the speed.
 */
EVENKEEL_INLINE int64_t partBegin(int64_t count, int64_t parts, int64_t index) {
  return count * index / parts;
}

EVENKEEL_INLINE int64_t ceilDivide(int64_t a, int64_t b) { return (a + b - 1) / b; }
EVENKEEL_INLINE int64_t smaller(int64_t a, int64_t b) { return a < b ? a : b; }
EVENKEEL_INLINE int64_t larger(int64_t a, int64_t b) { return a > b ? a : b; }

/** The same for rows, where a tile that is not full costs more than parts that are not equal: begins whole tiles. */
EVENKEEL_INLINE int64_t rowsBegin(int64_t rows, int64_t parts, int64_t index) {
  constexpr int64_t unit = compact ? matmulBlocking.rows : 1;
  return smaller(rows, partBegin(ceilDivide(rows, unit), parts, index) * unit);
}

}  // namespace evenkeel::EVENKEEL_ISA
