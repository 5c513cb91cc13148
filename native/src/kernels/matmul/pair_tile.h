// The micro-kernel of the matrix product for two panels at once, with the loop over the rows inside: a product of few terms takes
// no longer than a call.
#pragma once

#include <stdint.h>

#include "kernels/matmul/pair_terms.h"
#include "kernels/matmul/tile.h"

namespace evenkeel::EVENKEEL_ISA {

/** An even number of rows of a tile whose rows lie apart. */
struct PairTile {
  /** The first panel's; the second panel's terms lie `depth` terms behind it, its columns of c and its bias beside. */
  Tile tile;
  int64_t rows;
  /** Whether a is read for the first time, whole rows one after another: the two rows behind those of the tile must be there. */
  bool streamed;
};

void multiplyPair(const PairTile& pair);

}  // namespace evenkeel::EVENKEEL_ISA
