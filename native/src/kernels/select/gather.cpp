// y[o,j,i] = x[o, index, i], with one index for each j or one for each element.
#include "lines.h"

namespace evenkeel::EVENKEEL_ISA {

Status gather(const GatherArgs& args, Scratch&) {
  const Status status = checkIndices(args.index, args.indexLength, args.n);
  if (status.kind != Status::Kind::ok) return status;
  const int64_t n = args.n;
  const int64_t inner = args.inner;
  const int64_t count = args.count;
  forEachInnerBlock(args.outer, inner, args.outer * count * inner, [&](int64_t o, int64_t begin, int64_t end) {
    const float* x = args.x + o * n * inner;
    for (int64_t j = 0; j < count; j++) {
      const int64_t row = (o * count + j) * inner;
      float* y = args.y + row;
      if (args.per == GatherPer::element) {
        for (int64_t i = begin; i < end; i++) y[i] = x[args.index[row + i] * inner + i];
      } else {
        const float* from = x + args.index[j] * inner;
        for (int64_t i = begin; i < end; i++) y[i] = from[i];
      }
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
