// Decides how a product is cut: among threads, into blocks, and which operands are packed.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernels/matmul/blocking.h"
#include "kernels/matmul/multiply.h"

namespace evenkeel::EVENKEEL_ISA {

struct Plan {
  /** c is cut into rowParts x columnParts rectangles, one or several for each thread. */
  int64_t rowParts;
  int64_t columnParts;
  /** Terms added before the next block. */
  int64_t depth;
  /** Rows that all panels pass by before the next rows. */
  int64_t rowBlock;
  bool packLeft;
  bool packRight;
  /** The left operand comes from memory, whole rows one after another: worth prefetching. */
  bool stream;

  int64_t parts() const { return rowParts * columnParts; }
};

/** Floats that one thread needs to pack its blocks; never 0. */
struct PackSizes {
  size_t left;
  size_t right;
};

/** On one thread there is one part. */
Plan planProduct(const Product& product, int64_t threads);
PackSizes packSizes(const Product& product, const Plan& plan);

/** Floats of a packed row of a tile of the left operand. */
constexpr int64_t leftWidth = (matmulBlocking.rows + VW - 1) / VW * VW;

}  // namespace evenkeel::EVENKEEL_ISA
