// y[i] = u[i] < rate ? 0 : x[i] * scale, u being what randomUniform gives from 0 to 1.
#include "core/threads.h"
#include "generated/contract.gen.h"
#include "philox.h"

namespace evenkeel::EVENKEEL_ISA {

Status dropout(const DropoutArgs& args, Scratch&) {
  constexpr int64_t group = 4 * philoxLanes;
  const PhiloxStart start = PhiloxStart::of(args);
  const double bound = static_cast<double>(args.rate) * 0x1p24;
  const int64_t n = args.n;
  parallelFor((n + group - 1) / group, n * 10, [&](int64_t first, int64_t last, int) {
    for (int64_t g = first; g < last; g++) {
      const PhiloxWords words = philox(start, g * philoxLanes);
      const int64_t base = g * group;
      const int64_t count = n - base < group ? n - base : group;
      for (int64_t i = 0; i < count; i++) {
        const bool dropped = static_cast<int32_t>(words.word[i % 4][i / 4] >> 8) < bound;
        args.y[base + i] = dropped ? 0.0f : args.x[base + i] * args.scale;
      }
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
