// y[yOffset + i] = x[xOffset + i]: part of one buffer into part of another.
#include "core/threads.h"
#include "generated/contract.gen.h"

namespace evenkeel {
namespace EVENKEEL_ISA {

Status copy(const CopyArgs& args, Scratch&) {
  const float* from = args.x + args.xOffset;
  float* to = args.y + args.yOffset;
  parallelFor(args.n, args.n, [&](int64_t begin, int64_t end, int) {
    __builtin_memcpy(to + begin, from + begin, static_cast<size_t>(end - begin) * sizeof(float));
  });
  return Status::ok();
}

}  // namespace EVENKEEL_ISA
}  // namespace evenkeel
