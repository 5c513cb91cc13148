// Loops over [outer, n, inner] whose tasks are rows (inner = 1) or single vectors of columns.
#pragma once
#include "core/threads.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

struct Middle {
  int64_t outer;
  int64_t n;
  int64_t inner;
};

/** One vector of columns of one matrix; k < VW lanes count at the right edge. */
struct ColumnVector {
  int64_t base;     // of row 0 in x, y and dx
  int64_t reduced;  // in buffers without the middle axis
  int64_t stride;   // from row to row
  int k;

  EVENKEEL_INLINE vec read(const float* p, int64_t at) const {
    return k == VW ? load(p + at) : loadPart(p + at, k);
  }
  EVENKEEL_INLINE void write(float* p, int64_t at, vec a) const {
    if (k == VW) {
      store(p + at, a);
    } else {
      storePart(p + at, a, k);
    }
  }
};

/** Calls `row(base, reduced)` for every row. */
template <class Row>
EVENKEEL_INLINE void forEachRow(const Middle& shape, int64_t cost, const Row& row) {
  parallelFor(shape.outer, shape.outer * shape.n * cost, [&](int64_t begin, int64_t end, int) {
    for (int64_t o = begin; o < end; o++) row(o * shape.n, o);
  });
}

/** Calls `column(ColumnVector)` for every vector of columns. */
template <class Column>
EVENKEEL_INLINE void forEachColumn(const Middle& shape, int64_t cost, const Column& column) {
  const int64_t vectors = (shape.inner + VW - 1) / VW;
  const int64_t work = shape.outer * shape.n * shape.inner * cost;
  parallelFor(shape.outer * vectors, work, [&](int64_t begin, int64_t end, int) {
    for (int64_t task = begin; task < end; task++) {
      const int64_t o = task / vectors;
      const int64_t j = task % vectors * VW;
      const int64_t left = shape.inner - j;
      const int k = left < VW ? static_cast<int>(left) : VW;
      column(ColumnVector{o * shape.n * shape.inner + j, o * shape.inner + j, shape.inner, k});
    }
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
