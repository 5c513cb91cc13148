// y[i] = x[i] without its fraction; NaN becomes 0 and what no int32 can hold the nearest that it can.
#include "blocks.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

EVENKEEL_INLINE int32_t truncated(float x) {
  if (x != x) return 0;
  if (x >= 2147483648.0f) return INT32_MAX;
  if (x <= -2147483648.0f) return INT32_MIN;
  return static_cast<int32_t>(x);
}

}  // namespace

Status toInt(const ToIntArgs& args, Scratch&) {
  forElements(args.n, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; i++) args.y[i] = truncated(args.x[i]);
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
