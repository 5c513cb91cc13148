// y[i] = x[i] * scale + shift: raw pixels to floats.
#include "blocks.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

Status fromBytes(const FromBytesArgs& args, Scratch&) {
  const vec scale = broadcast(args.scale);
  const vec shift = broadcast(args.shift);
  const auto convert = [&](ivec bytes) { return madd(toFloat(bytes), scale, shift); };
  forElements(args.n, 2, [&](int64_t begin, int64_t end) {
    forVectors(
        begin, end, [&](int64_t i) { store(args.y + i, convert(loadBytes(args.x + i))); },
        [&](int64_t i, int k) { storePart(args.y + i, convert(loadBytesPart(args.x + i, k)), k); });
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
