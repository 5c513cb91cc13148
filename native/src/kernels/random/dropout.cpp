// y[i] = u[i] < rate ? 0 : x[i] * scale, u being what randomUniform gives from 0 to 1.
#include "fill.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

Status dropout(const DropoutArgs& args, Scratch&) {
  // Both sides are exact: u has 24 bits, and a float times 2^24 is a float.
  const vec bound = broadcast(args.rate * 0x1p24f);
  const vec scale = broadcast(args.scale);
  const auto drop = [&](uvec words, vec x) {
    return keepWhere(~(toFloat((ivec)(words >> 8)) < bound), x * scale);
  };
  fromPhilox(
      args.n, PhiloxStart::of(args), 4,
      [&](int64_t i, uvec words) { store(args.y + i, drop(words, load(args.x + i))); },
      [&](int64_t i, int k, uvec words) { storePart(args.y + i, drop(words, loadPart(args.x + i, k)), k); });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
