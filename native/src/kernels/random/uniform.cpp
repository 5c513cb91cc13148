// y[4b+i] = low + (high - low) * (word[i] >> 8) * 2^-24, computed in double and rounded once.
#include "fill.h"
#include "generated/contract.gen.h"
#include "simd/math/wide.h"

namespace evenkeel::EVENKEEL_ISA {

Status randomUniform(const RandomUniformArgs& args, Scratch&) {
  const double low = args.low;
  const double range = static_cast<double>(args.high) - low;
  fillFromPhilox(args.y, args.n, PhiloxStart::of(args), 4, [&](uvec words) {
    // 24 bits fit a float.
    const Wide part = widen(toFloat((ivec)(words >> 8)) * 0x1p-24f);
    return narrow({low + range * part.low, low + range * part.high});
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
