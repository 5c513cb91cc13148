// y[i] = value, for every i.
#include "core/threads.h"
#include "generated/contract.gen.h"

namespace evenkeel {
namespace EVENKEEL_ISA {

Status fill(const FillArgs& args, Scratch&) {
  parallelFor(args.n, args.n, [&](int64_t begin, int64_t end, int) {
    for (int64_t i = begin; i < end; i++) args.y[i] = args.value;
  });
  return Status::ok();
}

}  // namespace EVENKEEL_ISA
}  // namespace evenkeel
