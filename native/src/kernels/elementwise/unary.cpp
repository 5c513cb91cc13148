// Functions of one variable and their gradients. y may be x, and dx may be dy or `saved`.
#include "blocks.h"
#include "functions/choose.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

template <class F>
void mapRange(const UnaryArgs& args, int64_t begin, int64_t end) {
  const Parameters p = {broadcast(args.alpha), broadcast(args.beta)};
  forVectors(
      begin, end, [&](int64_t i) { store(args.y + i, F::value(load(args.x + i), p)); },
      [&](int64_t i, int k) { storePart(args.y + i, F::value(loadPart(args.x + i, k), p), k); });
}

template <class F>
void gradRange(const UnaryGradArgs& args, int64_t begin, int64_t end) {
  const Parameters p = {broadcast(args.alpha), broadcast(args.beta)};
  forVectors(
      begin, end,
      [&](int64_t i) { store(args.dx + i, load(args.dy + i) * F::slope(load(args.saved + i), p)); },
      [&](int64_t i, int k) {
        const vec slope = F::slope(loadPart(args.saved + i, k), p);
        storePart(args.dx + i, loadPart(args.dy + i, k) * slope, k);
      });
}

}  // namespace

Status unary(const UnaryArgs& args, Scratch&) {
  chooseUnary(args.f, [&](auto function) {
    using F = decltype(function);
    forElements(args.n, F::cost,
                [&](int64_t begin, int64_t end) { mapRange<F>(args, begin, end); });
  });
  return Status::ok();
}

Status unaryGrad(const UnaryGradArgs& args, Scratch&) {
  chooseUnary(args.f, [&](auto function) {
    using F = decltype(function);
    forElements(args.n, F::cost,
                [&](int64_t begin, int64_t end) { gradRange<F>(args, begin, end); });
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
