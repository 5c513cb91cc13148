// y[i] = x[i], integers as floats.
#include "blocks.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

Status toFloat(const ToFloatArgs& args, Scratch&) {
  forElements(args.n, 1, [&](int64_t begin, int64_t end) {
    forVectors(
        begin, end, [&](int64_t i) { store(args.y + i, toFloat(loadInt(args.x + i))); },
        [&](int64_t i, int k) { storePart(args.y + i, toFloat(loadIntPart(args.x + i, k)), k); });
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
