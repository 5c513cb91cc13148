// y[o,k,i] = sum over j <= k of x[o,j,i], or over j >= k; sums are kept in double.
#include "lines.h"

namespace evenkeel::EVENKEEL_ISA {

Status cumSum(const CumSumArgs& args, Scratch&) {
  const int64_t n = args.n;
  const int64_t inner = args.inner;
  const int64_t step = args.reverse ? -inner : inner;
  forEachInnerBlock(args.outer, inner, args.outer * n * inner, [&](int64_t o, int64_t begin, int64_t end) {
    double sums[innerBlock];
    for (int64_t i = 0; i < end - begin; i++) sums[i] = 0.0;
    int64_t row = (args.reverse ? (o + 1) * n - 1 : o * n) * inner;
    for (int64_t k = 0; k < n; k++, row += step) {
      for (int64_t i = begin; i < end; i++) {
        sums[i - begin] += args.x[row + i];
        args.y[row + i] = static_cast<float>(sums[i - begin]);
      }
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
