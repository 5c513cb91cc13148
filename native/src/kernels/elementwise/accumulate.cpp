// y[i] += x[i] * scale
#include "blocks.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

Status accumulate(const AccumulateArgs& args, Scratch&) {
  const vec scale = broadcast(args.scale);
  forElements(args.n, 2, [&](int64_t begin, int64_t end) {
    forVectors(
        begin, end,
        [&](int64_t i) { store(args.y + i, madd(load(args.x + i), scale, load(args.y + i))); },
        [&](int64_t i, int k) {
          const vec sum = madd(loadPart(args.x + i, k), scale, loadPart(args.y + i, k));
          storePart(args.y + i, sum, k);
        });
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
