// y[o, index, i] += x[o,j,i] in the order of j, with one index for each j or one for each element.
#include "lines.h"

namespace evenkeel::EVENKEEL_ISA {

Status scatterAdd(const ScatterAddArgs& args, Scratch&) {
  const Status status = checkIndices(args.index, args.indexLength, args.n);
  if (status.kind != Status::Kind::ok) return status;
  const int64_t n = args.n;
  const int64_t inner = args.inner;
  const int64_t count = args.count;
  forEachInnerBlock(args.outer, inner, args.outer * count * inner, [&](int64_t o, int64_t begin, int64_t end) {
    float* y = args.y + o * n * inner;
    for (int64_t j = 0; j < count; j++) {
      const int64_t row = (o * count + j) * inner;
      const float* x = args.x + row;
      if (args.per == ScatterAddPer::element) {
        for (int64_t i = begin; i < end; i++) y[args.index[row + i] * inner + i] += x[i];
      } else {
        float* to = y + args.index[j] * inner;
        for (int64_t i = begin; i < end; i++) to[i] += x[i];
      }
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
