// Walks strided views in row-major order. Axes that continue each other are merged first, so that the
// innermost loop is as long as the views allow.
#pragma once
#include "core/threads.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

constexpr int maxAxes = 6;

/** Views of K buffers with common axis lengths; there is at least one axis. */
template <int K>
struct Walk {
  int axes;
  int64_t dims[maxAxes];
  int64_t strides[K][maxAxes];

  int64_t inner() const { return dims[axes - 1]; }
  int64_t innerStride(int buffer) const { return strides[buffer][axes - 1]; }
  /** Number of innermost loops. */
  int64_t rows() const {
    int64_t count = 1;
    for (int axis = 0; axis < axes - 1; axis++) count *= dims[axis];
    return count;
  }
};

/** Leaves out axes of length 1 and merges neighbors that every buffer steps through evenly. */
template <int K>
inline Walk<K> mergeAxes(const int32_t* dims, const int32_t* const (&strides)[K]) {
  Walk<K> walk;
  walk.axes = 0;
  for (int axis = 0; axis < maxAxes; axis++) {
    if (dims[axis] == 1) continue;
    bool merges = walk.axes > 0;
    for (int k = 0; k < K && merges; k++) {
      merges = walk.strides[k][walk.axes - 1] == int64_t{strides[k][axis]} * dims[axis];
    }
    if (!merges) walk.dims[walk.axes++] = 1;
    walk.dims[walk.axes - 1] *= dims[axis];
    for (int k = 0; k < K; k++) walk.strides[k][walk.axes - 1] = strides[k][axis];
  }
  if (walk.axes == 0) {
    walk.axes = 1;
    walk.dims[0] = 1;
    for (int k = 0; k < K; k++) walk.strides[k][0] = 1;
  }
  return walk;
}

/** Offsets of the rows of a walk, one after the other. */
template <int K>
class RowCursor {
 public:
  RowCursor(const Walk<K>& walk, int64_t row) : walk_(walk) {
    for (int k = 0; k < K; k++) offset[k] = 0;
    for (int axis = walk.axes - 2; axis >= 0; axis--) {
      index_[axis] = row % walk.dims[axis];
      row /= walk.dims[axis];
      for (int k = 0; k < K; k++) offset[k] += index_[axis] * walk.strides[k][axis];
    }
  }

  void next() {
    for (int axis = walk_.axes - 2; axis >= 0; axis--) {
      for (int k = 0; k < K; k++) offset[k] += walk_.strides[k][axis];
      if (++index_[axis] < walk_.dims[axis]) return;
      index_[axis] = 0;
      for (int k = 0; k < K; k++) offset[k] -= walk_.dims[axis] * walk_.strides[k][axis];
    }
  }

  int64_t offset[K];

 private:
  const Walk<K>& walk_;
  int64_t index_[maxAxes];
};

/**
 * Calls `row(offsets, start, count)` for pieces of rows that together cover the walk: elements start..start+count-1
 * of the output, whose place in buffer k begins at offsets[k]. Long rows are cut for the threads.
 */
template <int K, class Row>
inline void forRows(const Walk<K>& walk, int64_t cost, const Row& row) {
  constexpr int64_t piece = 4096;
  const int64_t length = walk.inner();
  const int64_t rows = walk.rows();
  if (length == 0 || rows == 0) return;
  const int64_t work = rows * length * cost;
  if (rows == 1) {
    parallelFor((length + piece - 1) / piece, work, [&](int64_t first, int64_t last, int) {
      const int64_t begin = first * piece;
      const int64_t end = last * piece < length ? last * piece : length;
      int64_t offsets[K];
      for (int k = 0; k < K; k++) offsets[k] = begin * walk.innerStride(k);
      row(offsets, begin, end - begin);
    });
    return;
  }
  parallelFor(rows, work, [&](int64_t first, int64_t last, int) {
    RowCursor<K> cursor(walk, first);
    for (int64_t r = first; r < last; r++, cursor.next()) row(cursor.offset, r * length, length);
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
