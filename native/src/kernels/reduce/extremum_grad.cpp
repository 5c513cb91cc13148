// dx[o,k,i] = dy[o,i] / ties where x[o,k,i] == y[o,i], else 0: ties of max and min share the gradient.
#include "generated/contract.gen.h"
#include "panels.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

void gradOfRow(const float* x, float y, float dy, int64_t n, float* dx) {
  int64_t ties = 0;
  for (int64_t k = 0; k < n; k++) ties += x[k] == y;
  const float share = dy / static_cast<float>(ties);
  for (int64_t k = 0; k < n; k++) dx[k] = x[k] == y ? share : 0.0f;
}

}  // namespace

Status extremumGrad(const ExtremumGradArgs& args, Scratch&) {
  const Middle shape = {args.outer, args.n, args.inner};
  if (args.n == 0) return Status::ok();
  if (args.inner == 1) {
    forEachRow(shape, 2, [&](int64_t base, int64_t o) {
      gradOfRow(args.x + base, args.y[o], args.dy[o], args.n, args.dx + base);
    });
    return Status::ok();
  }
  forEachColumn(shape, 2, [&](const ColumnVector& c) {
    const vec y = c.read(args.y, c.reduced);
    ivec ties{};
    for (int64_t k = 0; k < args.n; k++) ties -= c.read(args.x, c.base + k * c.stride) == y;
    const vec share = c.read(args.dy, c.reduced) / toFloat(ties);
    for (int64_t k = 0; k < args.n; k++) {
      const int64_t at = c.base + k * c.stride;
      c.write(args.dx, at, keepWhere(c.read(args.x, at) == y, share));
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
