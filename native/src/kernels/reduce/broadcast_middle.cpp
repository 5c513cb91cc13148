// y[o,k,i] = x[o,i] * scale: the gradient of a sum or a mean.
#include "generated/contract.gen.h"
#include "kernels/elementwise/blocks.h"
#include "panels.h"

namespace evenkeel::EVENKEEL_ISA {

Status broadcastMiddle(const BroadcastMiddleArgs& args, Scratch&) {
  const int64_t n = args.n;
  const int64_t inner = args.inner;
  if (n == 0 || inner == 0) return Status::ok();
  if (inner == 1) {
    forEachRow({args.outer, n, 1}, 1, [&](int64_t base, int64_t o) {
      const vec value = broadcast(args.x[o] * args.scale);
      forVectors(
          base, base + n, [&](int64_t i) { store(args.y + i, value); },
          [&](int64_t i, int k) { storePart(args.y + i, value, k); });
    });
    return Status::ok();
  }
  const vec scale = broadcast(args.scale);
  parallelFor(args.outer * n, args.outer * n * inner, [&](int64_t begin, int64_t end, int) {
    for (int64_t row = begin; row < end; row++) {
      const float* x = args.x + row / n * inner;
      float* y = args.y + row * inner;
      forVectors(
          0, inner, [&](int64_t i) { store(y + i, load(x + i) * scale); },
          [&](int64_t i, int k) { storePart(y + i, loadPart(x + i, k) * scale, k); });
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
