// y[4b+i] = low + (high - low) * (word[i] >> 8) * 2^-24, computed in double and rounded once.
#include "fill.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

Status randomUniform(const RandomUniformArgs& args, Scratch&) {
  const double low = args.low;
  const double range = static_cast<double>(args.high) - low;
  fillFromPhilox(args.y, args.n, PhiloxStart::of(args), 8,
                 [&](const PhiloxWords& words, float (&numbers)[philoxLanes][4]) {
                   for (int lane = 0; lane < philoxLanes; lane++) {
                     for (int i = 0; i < 4; i++) {
                       const double part = static_cast<int32_t>(words.word[i][lane] >> 8) * 0x1p-24;
                       numbers[lane][i] = static_cast<float>(low + range * part);
                     }
                   }
                 });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
