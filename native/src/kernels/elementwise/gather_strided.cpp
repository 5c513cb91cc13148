// y[i] = x[offset + index * strides]: slices, transposes, broadcasts and flips become contiguous.
#include "simd/vec.h"
#include "walk.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

void copyRow(const float* from, int64_t stride, float* to, int64_t n) {
  if (stride == 1) {
    __builtin_memcpy(to, from, static_cast<size_t>(n) * sizeof(float));
    return;
  }
  for (int64_t i = 0; i < n; i++) to[i] = from[i * stride];
}

/** Axis other than the last along which x is contiguous, or -1. */
int contiguousAxis(const Walk<1>& walk) {
  for (int axis = 0; axis < walk.axes - 1; axis++) {
    if (walk.strides[0][axis] == 1) return axis;
  }
  return -1;
}

/** A transposing view without its two axes: `fast` (contiguous in x) and the last (contiguous in y). */
struct Transpose {
  Walk<2> rest;
  int64_t fast;
  int64_t last;
  int64_t xStride;
  int64_t yStride;
};

Transpose splitAxes(const Walk<1>& walk, int fastAxis) {
  Transpose result;
  result.fast = walk.dims[fastAxis];
  result.last = walk.inner();
  result.xStride = walk.innerStride(0);
  result.rest.axes = 0;
  int64_t yStrides[maxAxes];
  int64_t size = 1;
  for (int axis = walk.axes - 1; axis >= 0; axis--) {
    yStrides[axis] = size;
    size *= walk.dims[axis];
  }
  result.yStride = yStrides[fastAxis];
  for (int axis = 0; axis < walk.axes - 1; axis++) {
    if (axis == fastAxis) continue;
    const int k = result.rest.axes++;
    result.rest.dims[k] = walk.dims[axis];
    result.rest.strides[0][k] = walk.strides[0][axis];
    result.rest.strides[1][k] = yStrides[axis];
  }
  // A cursor leaves the last axis to its caller: here that is one step.
  result.rest.dims[result.rest.axes++] = 1;
  return result;
}

constexpr int64_t tileSide = 16;

/** y[i * yStride + j] = x[i + j * xStride], by tiles that stay in the first-level cache. */
void transposeRows(const Transpose& t, const float* x, float* y, int64_t rows) {
  for (int64_t j0 = 0; j0 < t.last; j0 += tileSide) {
    const int64_t j1 = j0 + tileSide < t.last ? j0 + tileSide : t.last;
    for (int64_t i = 0; i < rows; i++) {
      for (int64_t j = j0; j < j1; j++) y[i * t.yStride + j] = x[i + j * t.xStride];
    }
  }
}

void gatherTransposed(const GatherStridedArgs& args, const Transpose& t) {
  const int64_t bands = (t.fast + tileSide - 1) / tileSide;
  parallelFor(t.rest.rows() * bands, args.n, [&](int64_t first, int64_t last, int) {
    for (int64_t task = first; task < last; task++) {
      const RowCursor<2> cursor(t.rest, task / bands);
      const int64_t i = task % bands * tileSide;
      const float* x = args.x + args.offset + cursor.offset[0] + i;
      float* y = args.y + cursor.offset[1] + i * t.yStride;
      transposeRows(t, x, y, i + tileSide < t.fast ? tileSide : t.fast - i);
    }
  });
}

}  // namespace

Status gatherStrided(const GatherStridedArgs& args, Scratch&) {
  if (args.n == 0) return Status::ok();
  const Walk<1> walk = mergeAxes<1>(args.dims, {args.strides});
  const int64_t stride = walk.innerStride(0);
  const int fastAxis = stride == 1 ? -1 : contiguousAxis(walk);
  if (fastAxis >= 0) {
    gatherTransposed(args, splitAxes(walk, fastAxis));
    return Status::ok();
  }
  forRows(walk, 1, [&](const int64_t (&offsets)[1], int64_t start, int64_t count) {
    copyRow(args.x + args.offset + offsets[0], stride, args.y + start, count);
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
