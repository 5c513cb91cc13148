// y[offset + index * strides] = (accumulate ? old : 0) + x[i]: the inverse of gatherStrided, for concatenation and
// for the gradients of views.
#include "blocks.h"
#include "walk.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

int64_t size(int64_t a) { return a < 0 ? -a : a; }

/** Whether no two indices share an element: every axis steps over all that the finer axes reach. */
bool elementsDiffer(const Walk<1>& walk) {
  int64_t reach = 0;
  bool used[maxAxes] = {};
  for (int round = 0; round < walk.axes; round++) {
    int finest = -1;
    for (int axis = 0; axis < walk.axes; axis++) {
      if (used[axis]) continue;
      if (finest < 0 || size(walk.strides[0][axis]) < size(walk.strides[0][finest])) finest = axis;
    }
    used[finest] = true;
    if (walk.dims[finest] == 1) continue;
    if (size(walk.strides[0][finest]) <= reach) return false;
    reach += (walk.dims[finest] - 1) * size(walk.strides[0][finest]);
  }
  return true;
}

void addContiguous(const float* x, float* y, int64_t n) {
  forVectors(
      0, n, [&](int64_t i) { store(y + i, load(y + i) + load(x + i)); },
      [&](int64_t i, int k) { storePart(y + i, loadPart(y + i, k) + loadPart(x + i, k), k); });
}

/** Elements go one after the other: with stride 0 they all land on the same place. */
void scatterRow(const float* x, float* y, int64_t stride, int64_t n, bool accumulate) {
  if (stride == 1 && accumulate) return addContiguous(x, y, n);
  if (stride == 1) {
    __builtin_memcpy(y, x, static_cast<size_t>(n) * sizeof(float));
    return;
  }
  if (accumulate) {
    for (int64_t i = 0; i < n; i++) y[i * stride] += x[i];
  } else {
    for (int64_t i = 0; i < n; i++) y[i * stride] = x[i];
  }
}

}  // namespace

Status scatterStrided(const ScatterStridedArgs& args, Scratch&) {
  if (args.n == 0) return Status::ok();
  const Walk<1> walk = mergeAxes<1>(args.dims, {args.strides});
  // Work of 0 keeps the loop on one thread, where indices that share an element must stay in order.
  const int64_t cost = elementsDiffer(walk) ? 1 : 0;
  forRows(walk, cost, [&](const int64_t (&offsets)[1], int64_t start, int64_t count) {
    float* y = args.y + args.offset + offsets[0];
    scatterRow(args.x + start, y, walk.innerStride(0), count, args.accumulate);
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
