// g = grad + weightDecay p; velocity = first ? g : momentum velocity + (1 - dampening) g;
// p -= lr (nesterov ? g + momentum velocity : velocity), or lr g without velocity
#include "generated/contract.gen.h"
#include "kernels/elementwise/blocks.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** The settings in all lanes. */
class Sgd {
 public:
  explicit Sgd(const SgdArgs& args)
      : lr_(broadcast(args.lr)),
        momentum_(broadcast(args.momentum)),
        fresh_(broadcast(1.0f - args.dampening)),
        decay_(broadcast(args.weightDecay)),
        nesterov_(args.nesterov),
        first_(args.first) {}

  EVENKEEL_INLINE vec gradient(vec p, vec grad) const { return madd(decay_, p, grad); }
  EVENKEEL_INLINE vec velocity(vec old, vec g) const {
    return first_ ? g : madd(momentum_, old, fresh_ * g);
  }
  EVENKEEL_INLINE vec direction(vec g, vec velocity) const {
    return nesterov_ ? madd(momentum_, velocity, g) : velocity;
  }
  EVENKEEL_INLINE vec move(vec p, vec direction) const { return nmadd(lr_, direction, p); }

 private:
  vec lr_;
  vec momentum_;
  vec fresh_;
  vec decay_;
  bool nesterov_;
  bool first_;
};

void plain(const SgdArgs& args, const Sgd& sgd, int64_t begin, int64_t end) {
  const auto step = [&](vec p, vec grad) { return sgd.move(p, sgd.gradient(p, grad)); };
  forVectors(
      begin, end, [&](int64_t i) { store(args.p + i, step(load(args.p + i), load(args.grad + i))); },
      [&](int64_t i, int k) {
        storePart(args.p + i, step(loadPart(args.p + i, k), loadPart(args.grad + i, k)), k);
      });
}

void withVelocity(const SgdArgs& args, const Sgd& sgd, int64_t begin, int64_t end) {
  forVectors(
      begin, end,
      [&](int64_t i) {
        const vec p = load(args.p + i);
        const vec g = sgd.gradient(p, load(args.grad + i));
        const vec v = sgd.velocity(load(args.velocity + i), g);
        store(args.velocity + i, v);
        store(args.p + i, sgd.move(p, sgd.direction(g, v)));
      },
      [&](int64_t i, int k) {
        const vec p = loadPart(args.p + i, k);
        const vec g = sgd.gradient(p, loadPart(args.grad + i, k));
        const vec v = sgd.velocity(loadPart(args.velocity + i, k), g);
        storePart(args.velocity + i, v, k);
        storePart(args.p + i, sgd.move(p, sgd.direction(g, v)), k);
      });
}

}  // namespace

Status sgd(const SgdArgs& args, Scratch&) {
  const Sgd settings(args);
  const auto run = args.velocity ? withVelocity : plain;
  forElements(args.n, 4, [&](int64_t begin, int64_t end) { run(args, settings, begin, end); });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
