// Micro-kernel of the matrix product: one tile of c, its sums in registers for a whole block of depth.
#pragma once

#include <stdint.h>

#include "kernels/matmul/blocking.h"
#include "kernels/matmul/strided_rows.h"
#include "simd/turns.h"
#include "simd/unroll.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/**
 * How a tile lies in a: `apart` a[i * aStride + l], `together` a[l * aStride + i] for row i and term l.
 * `streamed` is apart with whole rows one after another, read for the first time: the rows behind the
 * tile are prefetched meanwhile, where there is an instruction for it.
 */
enum class Rows { apart, streamed, together };

/**
 * What becomes of the sums that c holds: nothing, the chains go on with them (one chain over all blocks
 * of depth), or the new sums are added to them (short chains, a smaller error).
 */
enum class Earlier { none, resume, add };

struct Tile {
  const float* a;
  int64_t aStride;
  /** Term l of the panel is at b + l * bStride. */
  const float* b;
  int64_t bStride;
  float* c;
  int64_t cStride;
  /** The same of the tile that follows, to be fetched meanwhile where rows are apart; or nullptr. */
  const float* next;
  int64_t depth;
  /** Bias of these columns, added after the last term; nullptr for none. */
  const float* bias;
  /** Columns used of the last vector, 1..VW. */
  int lanes;
  Earlier earlier;
  bool relu;
};

using TileKernel = void (*)(const Tile&);

template <int rows, int vectors>
struct Sums {
  vec at[rows][vectors];
};

/** Whether a tile has whole vectors only: always where kernels are not to call, see multiplyTile. */
EVENKEEL_INLINE bool isFull(int lanes) { return compact || lanes == VW; }

EVENKEEL_INLINE vec loadLanes(const float* p, int lanes) {
  return isFull(lanes) ? load(p) : loadPart(p, lanes);
}

/** The sums of a row in c. */
template <int vectors>
EVENKEEL_INLINE void loadRow(const Tile& tile, const float* c, vec (&row)[vectors]) {
  EVENKEEL_UNROLL for (int j = 0; j + 1 < vectors; j++) row[j] = load(c + j * VW);
  row[vectors - 1] = loadLanes(c + (vectors - 1) * VW, tile.lanes);
}

template <int rows, int vectors>
EVENKEEL_INLINE void startSums(const Tile& tile, Sums<rows, vectors>& sums) {
  const bool resume = tile.earlier == Earlier::resume;
  // The lines of c arrive while the sums are made.
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    EVENKEEL_UNROLL for (int j = 0; j < vectors * VW; j += 16) {
      prefetchForWrite(tile.c + i * tile.cStride + j);
    }
  }
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) sums.at[i][j] = vec{};
    if (resume) loadRow(tile, tile.c + i * tile.cStride, sums.at[i]);
  }
}

template <int rows, int vectors>
EVENKEEL_INLINE void addEarlier(const Tile& tile, Sums<rows, vectors>& sums) {
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    vec earlier[vectors];
    loadRow(tile, tile.c + i * tile.cStride, earlier);
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
      sums.at[i][j] = earlier[j] + sums.at[i][j];
    }
  }
}

/** One term: row[i] is the factor of row i. */
template <int rows, int vectors, class Factor>
EVENKEEL_INLINE void addTerm(const float* b, const Factor& factor, Sums<rows, vectors>& sums) {
  vec column[vectors];
  EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) column[j] = load(behind(b, j * VW));
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    const vec row = broadcast(factor(i));
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
      sums.at[i][j] = madd(row, column[j], sums.at[i][j]);
    }
  }
}

/** Adds the rows of a panel whose terms lie side by side, in turns: for the largest tile. */
template <int rows, int vectors>
EVENKEEL_INLINE void addRowsInTurns(const Tile& tile, Sums<rows, vectors>& sums) {
  constexpr int width = vectors * VW;
  StridedRows<rows> row(tile.a, tile.aStride);
  const float* b = tile.b;
  const auto term = [&](int u) {
    row.hold();
    hold(b);
    addTerm(behind(b, u * width), [&](int i) { return row.at(i, u); }, sums);
  };
  const auto advance = [&](int terms) {
    row.advance(terms);
    b += terms * width;
  };
  inTurns<8>(tile.depth, term, advance);
}

/** The lines of c that the next tile of the panel is stored to, fetched meanwhile row by row: all at once they would delay the loads of this tile. */
template <int rows, int vectors>
class NextTarget {
 public:
  EVENKEEL_INLINE explicit NextTarget(const Tile& tile)
      : row_(tile.next), end_(row_ == nullptr ? row_ : row_ + rows * tile.cStride), step_(tile.cStride) {}

  EVENKEEL_INLINE void fetchRow() {
    if (row_ >= end_) return;
    EVENKEEL_UNROLL for (int j = 0; j < vectors * VW; j += 16) prefetchForWrite(row_ + j);
    row_ += step_;
  }

 private:
  const float* row_;
  const float* end_;
  int64_t step_;
};

template <bool streamed, int rows, int vectors>
EVENKEEL_INLINE void addRowsApart(const Tile& tile, Sums<rows, vectors>& sums) {
  if constexpr (compact && rows * vectors == 2 * matmulBlocking.rows) {
    if (tile.bStride == vectors * VW) return addRowsInTurns(tile, sums);
  }
  StridedRows<rows> row(tile.a, tile.aStride);
  const float* ahead = tile.a + rows * tile.aStride;
  const float* b = tile.b;
  const int64_t step = tile.bStride;
  NextTarget<rows, vectors> next(tile);
  int64_t l = 0;
  for (; l + 4 <= tile.depth && !compact; l += 4) {
    next.fetchRow();
    if constexpr (streamed) {
      EVENKEEL_UNROLL for (int i = 0; i < 4 * rows; i += 16) __builtin_prefetch(ahead + i);
      ahead += 4 * rows;
    }
    EVENKEEL_UNROLL for (int u = 0; u < 4; u++) {
      row.hold();
      addTerm(b, [&](int i) { return row.at(i, u); }, sums);
      b += step;
    }
    row.advance(4);
  }
  for (; l < tile.depth; l++) {
    row.hold();
    addTerm(b, [&](int i) { return row.at(i, 0); }, sums);
    row.advance(1);
    b += step;
  }
}

template <int rows, int vectors>
EVENKEEL_INLINE void addRowsTogether(const Tile& tile, Sums<rows, vectors>& sums) {
  const float* a = tile.a;
  const float* b = tile.b;
  const int64_t aStride = tile.aStride;
  const int64_t bStride = tile.bStride;
  constexpr int width = vectors * VW;
  if (compact && rows * vectors == 2 * matmulBlocking.rows && bStride == width) {
    const auto term = [&](int u) {
      hold(a);
      hold(b);
      addTerm(behind(b, u * width), [&](int i) { return *behind(a, i); }, sums);
      a += aStride;
    };
    return inTurns<8>(tile.depth, term, [&](int terms) { b += terms * width; });
  }
  for (int64_t l = 0; l < tile.depth; l++) {
    addTerm(b, [&](int i) { return *behind(a, i); }, sums);
    a += aStride;
    b += bStride;
  }
}

template <int rows, int vectors>
EVENKEEL_INLINE void addBias(const Tile& tile, Sums<rows, vectors>& sums) {
  EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
    const float* p = tile.bias + j * VW;
    const vec bias = j + 1 < vectors ? load(p) : loadLanes(p, tile.lanes);
    EVENKEEL_UNROLL for (int i = 0; i < rows; i++) sums.at[i][j] = sums.at[i][j] + bias;
  }
}

template <int rows, int vectors>
EVENKEEL_INLINE void applyRelu(Sums<rows, vectors>& sums) {
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    EVENKEEL_UNROLL for (int j = 0; j < vectors; j++) {
      sums.at[i][j] = select(sums.at[i][j] <= 0.0f, vec{}, sums.at[i][j]);
    }
  }
}

template <int rows, int vectors>
EVENKEEL_INLINE void storeSums(const Tile& tile, const Sums<rows, vectors>& sums) {
  const bool full = isFull(tile.lanes);
  EVENKEEL_UNROLL for (int i = 0; i < rows; i++) {
    float* c = tile.c + i * tile.cStride;
    EVENKEEL_UNROLL for (int j = 0; j + 1 < vectors; j++) store(c + j * VW, sums.at[i][j]);
    float* last = c + (vectors - 1) * VW;
    if (full) store(last, sums.at[i][vectors - 1]);
    else storePart(last, sums.at[i][vectors - 1], tile.lanes);
  }
}

template <int rows, int vectors, Rows order>
__attribute__((noinline)) void multiplyTile(const Tile& tile) {
  Sums<rows, vectors> sums;
  startSums(tile, sums);
  if constexpr (order == Rows::together) addRowsTogether(tile, sums);
  else addRowsApart<order == Rows::streamed>(tile, sums);
  if (tile.earlier == Earlier::add) addEarlier(tile, sums);
  if (tile.bias != nullptr) addBias(tile, sums);
  if (tile.relu) applyRelu(sums);
  storeSums(tile, sums);
}

/** The kernel for a tile of one or two vectors; at most tileRows(vectors) rows. Where code is compact, for whole vectors. */
TileKernel tileKernel(int64_t vectors, Rows order, int64_t rows);

/** Computes a tile whose last vector is partly used by a kernel for whole vectors, beside c. */
void multiplyPartly(const Tile& tile, int64_t vectors, int64_t rows, TileKernel kernel);

EVENKEEL_INLINE int64_t tileRows(int64_t vectors) {
  return vectors == 1 ? matmulBlocking.narrowRows : matmulBlocking.rows;
}

}  // namespace evenkeel::EVENKEEL_ISA
