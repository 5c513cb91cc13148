// Numbering of tiles, and matrices of the transformed domain.
#pragma once

#include <stdint.h>

#include "kernels/conv/winograd/tiling.h"
#include "simd/unroll.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Tiles `begin` to `end` - 1 of some images and tile rows, numbered row by row, image by image. */
struct TileRange {
  const Tiling& tiling;
  /** First tile row, and tile rows, of each image. */
  int64_t firstRow;
  int64_t rows;
  int64_t begin;
  int64_t end;
};

struct TilePlace {
  int64_t image;
  int64_t row;
  int64_t column;
};

EVENKEEL_INLINE TilePlace placeOf(const TileRange& range, int64_t tile) {
  const int64_t columns = range.tiling.columns;
  return {tile / columns / range.rows, range.firstRow + tile / columns % range.rows,
          tile % columns};
}

/** Calls `body(t, place)` for all tiles, t = 0, 1, ...: divisions for each would show where channels are few. */
template <class Body>
EVENKEEL_INLINE void forTilesOf(const TileRange& range, const Body& body) {
  TilePlace place = placeOf(range, range.begin);
  const int64_t count = range.end - range.begin;
  for (int64_t t = 0; t < count; t++) {
    body(t, place);
    if (++place.column < range.tiling.columns) continue;
    place.column = 0;
    if (++place.row < range.firstRow + range.rows) continue;
    place.row = range.firstRow;
    place.image++;
  }
}

/** One matrix [tiles, channels] for each point of a tile: point p of tile t is at p * pointStep + t * width. */
struct Points {
  float* data;
  int64_t pointStep;
  /** Floats of a tile: channels rounded up to whole vectors, unless a function says otherwise. */
  int64_t width;
};

/** Transforms a square of vectors along rows, then along columns. */
template <int from, int to, class Map>
EVENKEEL_INLINE void transformSquare(const vec (&square)[from][from], vec (&result)[to][to],
                                     const Map& map) {
  vec half[to][from];
  EVENKEEL_UNROLL for (int column = 0; column < from; column++) {
    vec line[from];
    vec mapped[to];
    EVENKEEL_UNROLL for (int row = 0; row < from; row++) line[row] = square[row][column];
    map(line, mapped);
    EVENKEEL_UNROLL for (int row = 0; row < to; row++) half[row][column] = mapped[row];
  }
  EVENKEEL_UNROLL for (int row = 0; row < to; row++) map(half[row], result[row]);
}

}  // namespace evenkeel::EVENKEEL_ISA
