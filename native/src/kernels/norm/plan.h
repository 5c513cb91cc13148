// How a matrix [m, c] is cut for statistics, from its shape alone: chunks of rows, whose partial sums are merged in a
// fixed order, and blocks of columns, which only share out the work.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "core/threads.h"

namespace evenkeel::EVENKEEL_ISA {

struct NormPlan {
  static constexpr int64_t columnBlock = 256;
  static constexpr int64_t chunkFloats = 32768;

  int64_t m;
  int64_t c;
  int64_t chunkRows;
  int64_t chunks;
  int64_t blocks;

  NormPlan(int64_t rows, int64_t columns) : m(rows), c(columns) {
    // A chunk fits the second-level cache with room to spare, short ones keep float sums accurate, and too many
    // would make the merge show.
    const int64_t fitting = c > 0 ? chunkFloats / c : chunkFloats;
    const int64_t enough = m / 64 > 256 ? m / 64 : 256;
    const int64_t wanted = fitting < enough ? fitting : enough;
    chunkRows = wanted < 32 ? 32 : wanted > 1024 ? 1024 : wanted;
    chunks = (m + chunkRows - 1) / chunkRows;
    blocks = (c + columnBlock - 1) / columnBlock;
  }

  int64_t rowBegin(int64_t chunk) const { return chunk * chunkRows; }
  int64_t rowEnd(int64_t chunk) const {
    const int64_t end = (chunk + 1) * chunkRows;
    return end < m ? end : m;
  }
  /** Rows of a chunk as a double, for the merge. */
  double rowsOf(int64_t chunk) const { return static_cast<double>(rowEnd(chunk) - rowBegin(chunk)); }
};

/** The part of a matrix that one task works on. */
struct Tile {
  int64_t chunk;
  int64_t rowBegin;
  int64_t rowEnd;
  int64_t columnBegin;
  int64_t columnEnd;
};

/** A panel of a tile: its rows and its first channel. */
struct Place {
  const Tile& tile;
  int64_t c;
  int64_t j;

  int64_t begin() const { return tile.rowBegin * c + j; }
};

EVENKEEL_INLINE Tile tileOf(const NormPlan& plan, int64_t task) {
  const int64_t chunk = task / plan.blocks;
  const int64_t column = task % plan.blocks * NormPlan::columnBlock;
  const int64_t end = column + NormPlan::columnBlock;
  return {chunk, plan.rowBegin(chunk), plan.rowEnd(chunk), column, end < plan.c ? end : plan.c};
}

/** Calls `body(tile)` for every tile, each thread its own range in rising order. */
template <class Body>
EVENKEEL_INLINE void forTiles(const NormPlan& plan, int64_t cost, const Body& body) {
  parallelFor(plan.chunks * plan.blocks, plan.m * plan.c * cost, [&](int64_t begin, int64_t end, int) {
    for (int64_t task = begin; task < end; task++) body(tileOf(plan, task));
  });
}

/** The same backwards: a second pass starts with what the first has left in the caches. */
template <class Body>
EVENKEEL_INLINE void forTilesBackwards(const NormPlan& plan, int64_t cost, const Body& body) {
  parallelFor<Direction::backwards>(plan.chunks * plan.blocks, plan.m * plan.c * cost, [&](int64_t begin, int64_t end, int) {
    for (int64_t task = end - 1; task >= begin; task--) body(tileOf(plan, task));
  });
}

/**
 * Rows of a band. The lines of a panel are 4 c bytes apart, and those that are a multiple of 4 KiB apart share one set of the
 * first-level cache, of eight lines: there must be room for as many of each tensor, and of those fetched for writing.
 */
EVENKEEL_INLINE int64_t bandRows(int64_t c) { return c >= 1024 ? 2 : c >= 256 ? 4 : 8; }

/** Distance in floats at which lines are fetched for writing: some rows down, or the same rows of the next band. */
EVENKEEL_INLINE int64_t writeAhead(int64_t c, int64_t panelWidth) {
  return c <= panelWidth ? 512 : bandRows(c) * c;
}

/**
 * Calls `body(tile)` for bands of a few rows of a tile: where a row is longer than a panel, lines are then used up
 * while they are in the first-level cache.
 */
template <class Body>
EVENKEEL_INLINE void forBands(const Tile& tile, int64_t c, int64_t panelWidth, const Body& body) {
  const bool single = tile.columnEnd - tile.columnBegin <= panelWidth;
  const int64_t rows = single ? tile.rowEnd - tile.rowBegin : bandRows(c);
  Tile band = tile;
  for (int64_t row = tile.rowBegin; row < tile.rowEnd; row += rows) {
    band.rowBegin = row;
    band.rowEnd = row + rows < tile.rowEnd ? row + rows : tile.rowEnd;
    body(band);
  }
}

/** Calls `body(begin, end)` for blocks of channels, to merge the chunks. */
template <class Body>
EVENKEEL_INLINE void forChannelBlocks(const NormPlan& plan, const Body& body) {
  constexpr int64_t block = 64;
  parallelFor((plan.c + block - 1) / block, plan.chunks * plan.c * 8, [&](int64_t first, int64_t last, int) {
    const int64_t end = last * block;
    body(first * block, end < plan.c ? end : plan.c);
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
