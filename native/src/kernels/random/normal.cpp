// Normal numbers by Box and Muller: each pair of words gives mean + std r (cos t, sin t), r = sqrt(-2 log u).
#include "box_muller.h"
#include "fill.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Floats in the low words of every lane. */
EVENKEEL_INLINE ulvec floatBits(dvec a) {
  const halfVec rounded = __builtin_convertvector(a, halfVec);
  typedef uint32_t halfWord __attribute__((vector_size(VW * 2), may_alias));
  return __builtin_convertvector((halfWord)rounded, ulvec);
}

}  // namespace

Status randomNormal(const RandomNormalArgs& args, Scratch&) {
  const double mean = args.mean;
  const double std = args.std;
  fillFromPhilox(args.y, args.n, PhiloxStart::of(args), 30, [&](uvec words) {
    // The two words of a pair are neighbors: the halves of one 64-bit lane.
    const ulvec pair = (ulvec)words;
    const dvec r = squareRootWide(-2.0 * logOfWord(doubleOfWord(pair & 0xffffffff) + 1.0));
    const CosSin turn = cosSinOfWord(pair >> 32);
    const ulvec cosine = floatBits(mean + std * (r * turn.cos));
    const ulvec sine = floatBits(mean + std * (r * turn.sin));
    return (vec)(cosine | (sine << 32));
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
