// Activation functions made of straight pieces or of an exponential below zero.
#pragma once
#include "parameters.h"

namespace evenkeel::EVENKEEL_ISA {

struct Relu {
  static constexpr int64_t cost = cheap;
  /** NaN passes through: a net that diverged must not look healthy again. */
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return maxOf(zero(), x); }
  static EVENKEEL_INLINE vec slope(vec y, Parameters) { return indicator(y > 0.0f); }
};

struct Relu6 {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) {
    return minOf(broadcast(6.0f), maxOf(zero(), x));
  }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) { return indicator((x > 0.0f) & (x < 6.0f)); }
};

/** x > 0 ? x : alpha x */
struct LeakyRelu {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters p) { return select(x > 0.0f, x, p.alpha * x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters p) { return select(x > 0.0f, one(), p.alpha); }
};

/** x > 0 ? x : alpha (e^x - 1) */
struct Elu {
  static constexpr int64_t cost = transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters p) {
    return select(x > 0.0f, x, p.alpha * expm1(x));
  }
  static EVENKEEL_INLINE vec slope(vec x, Parameters p) {
    return select(x > 0.0f, one(), p.alpha * exp(x));
  }
};

/** scale * elu(x) with the constants of Klambauer et al. 2017, "Self-normalizing neural networks". */
struct Selu {
  static constexpr int64_t cost = transcendental;
  static constexpr float scale = 1.0507009873554805f;
  static constexpr float alphaScale = 1.7580993408473766f;
  static EVENKEEL_INLINE vec value(vec x, Parameters) {
    return select(x > 0.0f, scale * x, alphaScale * expm1(x));
  }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) {
    return select(x > 0.0f, broadcast(scale), alphaScale * exp(x));
  }
};

/** x > 0 ? x : alpha (e^(x/alpha) - 1) */
struct Celu {
  static constexpr int64_t cost = transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters p) {
    return select(x > 0.0f, x, p.alpha * expm1(x / p.alpha));
  }
  static EVENKEEL_INLINE vec slope(vec x, Parameters p) {
    return select(x > 0.0f, one(), exp(x / p.alpha));
  }
};

/** clip(x + 3, 0, 6) / 6 */
struct HardSigmoid {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters p) {
    return Relu6::value(x + 3.0f, p) / 6.0f;
  }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) {
    return keepWhere((x > -3.0f) & (x < 3.0f), broadcast(1.0f / 6.0f));
  }
};

/** x * hardSigmoid(x) */
struct HardSwish {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters p) {
    return x * HardSigmoid::value(x, p);
  }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) {
    const vec inside = x / 3.0f + 0.5f;
    return keepWhere(~(x < -3.0f), select(x <= 3.0f, inside, one()));
  }
};

/** x / (1 + |x|) */
struct Softsign {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return x / (1.0f + absolute(x)); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) {
    const vec root = 1.0f / (1.0f + absolute(x));
    return root * root;
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
