// y[o,i] = first k with the largest x[o,k,i]. Comparisons with NaN are false: a NaN wins only as element 0.
#include "generated/contract.gen.h"
#include "panels.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

struct Best {
  vec value;
  ivec index;

  EVENKEEL_INLINE void offer(vec x, ivec at) {
    const ivec above = x > value;
    value = select(above, x, value);
    index = selectInt(above, at, index);
  }
};

int32_t argMaxOfRow(const float* x, int64_t n) {
  // Element 0 stands in every lane, so lanes beyond the end offer it again and change nothing.
  Best best = {broadcast(x[0]), ivec{}};
  ivec at = laneNumbers();
  int64_t k = 0;
  for (; k + VW <= n; k += VW, at += VW) best.offer(load(x + k), at);
  if (k < n) {
    const int rest = static_cast<int>(n - k);
    best.offer(select(laneNumbers() < rest, loadPart(x + k, rest), broadcast(x[0])), at);
  }
  float value = best.value[0];
  int32_t index = best.index[0];
  for (int lane = 1; lane < VW; lane++) {
    const bool equal = best.value[lane] == value && best.index[lane] < index;
    if (best.value[lane] > value || equal) {
      value = best.value[lane];
      index = best.index[lane];
    }
  }
  return index;
}

}  // namespace

Status argMax(const ArgMaxArgs& args, Scratch&) {
  const Middle shape = {args.outer, args.n, args.inner};
  if (args.inner == 1) {
    forEachRow(shape, 1, [&](int64_t base, int64_t o) { args.y[o] = argMaxOfRow(args.x + base, args.n); });
    return Status::ok();
  }
  forEachColumn(shape, 1, [&](const ColumnVector& c) {
    Best best = {c.read(args.x, c.base), ivec{}};
    for (int64_t k = 1; k < args.n; k++) {
      best.offer(c.read(args.x, c.base + k * c.stride), broadcastInt(static_cast<int32_t>(k)));
    }
    if (c.k == VW) {
      storeInt(args.y + c.reduced, best.index);
    } else {
      storeIntPart(args.y + c.reduced, best.index, c.k);
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
