// m = beta1 m + (1-beta1) g; v = beta2 v + (1-beta2) g^2; p -= lr (m / correction1) / (sqrt(v / correction2) + eps)
#include "generated/contract.gen.h"
#include "kernels/elementwise/blocks.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** The settings in all lanes. */
class Adam {
 public:
  explicit Adam(const AdamArgs& args)
      : keepM_(broadcast(args.beta1)),
        freshM_(broadcast(1.0f - args.beta1)),
        keepV_(broadcast(args.beta2)),
        freshV_(broadcast(1.0f - args.beta2)),
        eps_(broadcast(args.eps)),
        step_(broadcast(static_cast<float>(static_cast<double>(args.lr) / args.correction1))),
        correction2_(broadcast(args.correction2)),
        coupled_(broadcast(args.decay == AdamDecay::coupled ? args.weightDecay : 0.0f)),
        shrink_(broadcast(args.decay == AdamDecay::decoupled ? args.lr * args.weightDecay : 0.0f)) {}

  EVENKEEL_INLINE vec gradient(vec p, vec grad) const { return madd(coupled_, p, grad); }
  EVENKEEL_INLINE vec first(vec m, vec g) const { return madd(keepM_, m, freshM_ * g); }
  EVENKEEL_INLINE vec second(vec v, vec g) const { return madd(keepV_, v, freshV_ * g * g); }
  EVENKEEL_INLINE vec move(vec p, vec m, vec v) const {
    const vec root = squareRoot(v / correction2_) + eps_;
    return nmadd(shrink_, p, p) - step_ * m / root;
  }

 private:
  vec keepM_;
  vec freshM_;
  vec keepV_;
  vec freshV_;
  vec eps_;
  vec step_;
  vec correction2_;
  vec coupled_;
  vec shrink_;
};

/** Reads and writes whole vectors, or the first k lanes of the last one. */
template <bool Whole>
EVENKEEL_INLINE void update(const AdamArgs& args, const Adam& adam, int64_t i, int k) {
  const auto read = [&](const float* a) { return Whole ? load(a + i) : loadPart(a + i, k); };
  const auto write = [&](float* a, vec value) {
    if (Whole) {
      store(a + i, value);
    } else {
      storePart(a + i, value, k);
    }
  };
  const vec p = read(args.p);
  const vec g = adam.gradient(p, read(args.grad));
  const vec m = adam.first(read(args.m), g);
  vec v = adam.second(read(args.v), g);
  write(args.m, m);
  write(args.v, v);
  if (args.vMax) {
    v = maxOrNan(read(args.vMax), v);
    write(args.vMax, v);
  }
  write(args.p, adam.move(p, m, v));
}

}  // namespace

Status adam(const AdamArgs& args, Scratch&) {
  const Adam settings(args);
  forElements(args.n, 20, [&](int64_t begin, int64_t end) {
    forVectors(
        begin, end, [&](int64_t i) { update<true>(args, settings, i, VW); },
        [&](int64_t i, int k) { update<false>(args, settings, i, k); });
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
