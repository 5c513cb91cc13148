// y[i] = condition[i] != 0 ? a[i] : b[i]; a missing branch counts as zeros.
#include "blocks.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

Status where(const WhereArgs& args, Scratch&) {
  const auto branch = [](const float* p, int64_t i) { return p ? load(p + i) : vec{}; };
  const auto branchPart = [](const float* p, int64_t i, int k) {
    return p ? loadPart(p + i, k) : vec{};
  };
  forElements(args.n, 1, [&](int64_t begin, int64_t end) {
    forVectors(
        begin, end,
        [&](int64_t i) {
          const ivec mask = loadInt(args.condition + i) != 0;
          store(args.y + i, select(mask, branch(args.a, i), branch(args.b, i)));
        },
        [&](int64_t i, int k) {
          const ivec mask = loadIntPart(args.condition + i, k) != 0;
          storePart(args.y + i, select(mask, branchPart(args.a, i, k), branchPart(args.b, i, k)), k);
        });
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
