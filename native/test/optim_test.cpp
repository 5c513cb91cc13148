// Optimizer updates against the formulas in double, over several steps and all lengths.
#include <doctest/doctest.h>

#include "outputs.h"

using namespace evenkeel;

namespace {

struct SgdState {
  double p;
  double velocity;

  void step(const SgdArgs& a, double grad) {
    const double g = grad + static_cast<double>(a.weightDecay) * p;
    const double momentum = static_cast<double>(a.momentum);
    double direction = g;
    if (a.velocity) {
      velocity = a.first ? g : momentum * velocity + (1 - static_cast<double>(a.dampening)) * g;
      direction = a.nesterov ? g + momentum * velocity : velocity;
    }
    p -= static_cast<double>(a.lr) * direction;
  }
};

struct AdamState {
  double p;
  double m = 0;
  double v = 0;
  double vMax = 0;

  /** The decays are decimal numbers, not the floats next to them. */
  void step(const AdamArgs& a, double grad, double beta1, double beta2) {
    const double lr = static_cast<double>(a.lr);
    const double decay = static_cast<double>(a.weightDecay);
    const bool coupled = a.decay == AdamDecay::coupled;
    const double g = grad + (coupled ? decay * p : 0);
    if (!coupled) p *= 1 - lr * decay;
    m = beta1 * m + (1 - beta1) * g;
    v = beta2 * v + (1 - beta2) * g * g;
    vMax = std::max(vMax, v);
    const double second = (a.vMax ? vMax : v) / static_cast<double>(a.correction2);
    p -= lr * (m / static_cast<double>(a.correction1)) / (std::sqrt(second) + static_cast<double>(a.eps));
  }
};

}  // namespace

TEST_CASE("sgd: momentum, dampening, Nesterov, decay") {
  Dice dice(61);
  for (int round = 0; round < 64; round++) {
    const int32_t n = dice.roll(0, 70);
    Floats p(n);
    Floats start(n);
    Floats velocity(n);
    std::vector<Floats*> grads;
    for (int step = 0; step < 3; step++) grads.push_back(new Floats(n));
    start.random(dice);
    for (Floats* grad : grads) grad->random(dice);
    SgdArgs args{p.data(), nullptr, round % 2 ? velocity.data() : nullptr, n, 0.1f, 0.9f,
                 round % 4 > 1 ? 0.25f : 0.0f, round % 8 > 3 ? 0.01f : 0.0f, round % 16 > 7, true};
    Scratch scratch;
    sameEverywhere({Output::of(p)}, [&](const KernelTable& k) {
      if (n > 0) memcpy(p.data(), start.data(), p.size() * sizeof(float));
      for (size_t step = 0; step < 3; step++) {
        args.grad = grads[step]->data();
        args.first = step == 0;
        k.sgd(args, scratch);
      }
    });
    for (size_t i = 0; i < p.size(); i++) {
      SgdState state = {static_cast<double>(start[i]), 0};
      for (size_t step = 0; step < 3; step++) {
        args.first = step == 0;
        state.step(args, static_cast<double>((*grads[step])[i]));
      }
      CHECK(isClose(static_cast<double>(p[i]), state.p, 3e-7, 1e-6));
    }
    for (Floats* grad : grads) delete grad;
  }
}

TEST_CASE("adam: coupled and decoupled decay, AMSGrad") {
  Dice dice(62);
  for (int round = 0; round < 64; round++) {
    const int32_t n = dice.roll(0, 70);
    Floats p(n);
    Floats start(n);
    Floats grad(n);
    Floats m(n);
    Floats v(n);
    Floats vMax(n);
    start.random(dice);
    grad.random(dice);
    AdamArgs args{p.data(), grad.data(), m.data(), v.data(), round % 2 ? vMax.data() : nullptr, n, 0.01f, 0.9f,
                  0.999f, 1e-8f, 0.1f, round % 4 > 1 ? AdamDecay::coupled : AdamDecay::decoupled, 0, 0};
    Scratch scratch;
    const auto correct = [&](int step) {
      args.correction1 = static_cast<float>(1 - std::pow(0.9, step));
      args.correction2 = static_cast<float>(1 - std::pow(0.999, step));
    };
    sameEverywhere({Output::of(p)}, [&](const KernelTable& k) {
      if (n > 0) memcpy(p.data(), start.data(), p.size() * sizeof(float));
      for (Floats* state : {&m, &v, &vMax}) state->fill(0.0f);
      for (int step = 1; step <= 4; step++) {
        correct(step);
        k.adam(args, scratch);
      }
    });
    for (size_t i = 0; i < p.size(); i++) {
      AdamState state{static_cast<double>(start[i])};
      for (int step = 1; step <= 4; step++) {
        correct(step);
        state.step(args, static_cast<double>(grad[i]), 0.9, 0.999);
      }
      CHECK(isClose(static_cast<double>(p[i]), state.p, 3e-7, 1e-6));
    }
  }
}
