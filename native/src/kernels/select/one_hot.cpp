// y[i,k] = index[i] == k ? 1 : 0
#include "lines.h"

namespace evenkeel::EVENKEEL_ISA {

Status oneHot(const OneHotArgs& args, Scratch&) {
  const Status status = checkIndices(args.index, args.n, args.c);
  if (status.kind != Status::Kind::ok) return status;
  const int64_t c = args.c;
  __builtin_memset(args.y, 0, static_cast<size_t>(args.n * c) * sizeof(float));
  for (int64_t i = 0; i < args.n; i++) args.y[i * c + args.index[i]] = 1.0f;
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
