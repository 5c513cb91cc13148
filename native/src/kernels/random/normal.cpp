// Normal numbers by Box and Muller: each pair of words gives mean + std r (cos t, sin t), r = sqrt(-2 log u).
#include "box_muller.h"
#include "fill.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** The two numbers of words 2 * pair and 2 * pair + 1 of every block. */
EVENKEEL_INLINE void convertPair(const PhiloxWords& words, int pair, const RandomNormalArgs& args,
                                 float (&numbers)[philoxLanes][4]) {
  const double mean = args.mean;
  const double std = args.std;
  double radius[philoxLanes];
  for (int lane = 0; lane < philoxLanes; lane++) {
    const double k = static_cast<double>(static_cast<int64_t>(words.word[2 * pair][lane]) + 1);
    radius[lane] = -2 * logOfWord(k);
  }
  squareRoots(radius);
  for (int lane = 0; lane < philoxLanes; lane++) {
    const CosSin turn = cosSinOfWord(words.word[2 * pair + 1][lane]);
    numbers[lane][2 * pair] = static_cast<float>(mean + std * (radius[lane] * turn.cos));
    numbers[lane][2 * pair + 1] = static_cast<float>(mean + std * (radius[lane] * turn.sin));
  }
}

}  // namespace

Status randomNormal(const RandomNormalArgs& args, Scratch&) {
  fillFromPhilox(args.y, args.n, PhiloxStart::of(args), 60,
                 [&](const PhiloxWords& words, float (&numbers)[philoxLanes][4]) {
                   convertPair(words, 0, args, numbers);
                   convertPair(words, 1, args, numbers);
                 });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
