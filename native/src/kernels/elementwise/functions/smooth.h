// Smooth activation functions.
#pragma once
#include "parameters.h"

namespace evenkeel::EVENKEEL_ISA {

struct Sigmoid {
  static constexpr int64_t cost = transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return sigmoid(x); }
  static EVENKEEL_INLINE vec slope(vec y, Parameters) { return y * (1.0f - y); }
};

struct Tanh {
  static constexpr int64_t cost = transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return tanh(x); }
  static EVENKEEL_INLINE vec slope(vec y, Parameters) { return nmadd(y, y, one()); }
};

/** log(1 + e^(alpha x)) / alpha */
struct Softplus {
  static constexpr int64_t cost = 2 * transcendental;
  /** Written so that neither alpha x nor the exponential can overflow into the result. */
  static EVENKEEL_INLINE vec value(vec x, Parameters p) {
    const vec z = p.alpha * x;
    return keepWhere(~(z <= 0.0f), x) + log1p(exp(-absolute(z))) / p.alpha;
  }
  static EVENKEEL_INLINE vec slope(vec x, Parameters p) { return sigmoid(p.alpha * x); }
};

/** x sigmoid(x) */
struct Silu {
  static constexpr int64_t cost = transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return x * sigmoid(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) {
    const vec s = sigmoid(x);
    return madd(x * s, 1.0f - s, s);
  }
};

/** x Phi(x), Phi being the distribution function of the standard normal. */
struct Gelu {
  static constexpr int64_t cost = 3 * transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return x * normalCdf(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) {
    return madd(x, normalPdf(x), normalCdf(x));
  }
};

/**
 * x/2 (1 + tanh u) = x sigmoid(2u) with u = sqrt(2/pi) (x + 0.044715 x^3): the second form keeps small results
 * accurate.
 */
struct GeluTanh {
  static constexpr int64_t cost = transcendental;
  static constexpr float twiceScale = 1.5957691216057308f;
  static constexpr float cube = 0.044715f;
  static EVENKEEL_INLINE vec gate(vec x) {
    return sigmoid(twiceScale * x * madd(x * x, broadcast(cube), one()));
  }
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return x * gate(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) {
    const vec s = gate(x);
    const vec spread = s * (1.0f - s);
    const vec inner = twiceScale * madd(x * x, broadcast(3.0f * cube), one());
    // Far out the spread is exactly 0 while x^3 may be infinite: the product must be 0.
    return s + keepWhere(spread != 0.0f, x * spread * inner);
  }
};

/** x tanh(softplus(x)) = x n / (n + 2) with n = e^x (e^x + 2). */
struct Mish {
  static constexpr int64_t cost = transcendental;
  /** Beyond 20 the quotient is 1, and e^2x would overflow before long. */
  static EVENKEEL_INLINE vec numerator(vec x) {
    const vec e = exp(minOf(broadcast(20.0f), x));
    return e * (e + 2.0f);
  }
  static EVENKEEL_INLINE vec value(vec x, Parameters) {
    const vec n = numerator(x);
    return x * (n / (n + 2.0f));
  }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) {
    const vec n = numerator(x);
    const vec rest = 2.0f / (n + 2.0f);  // 1 - t, without cancellation
    const vec t = n / (n + 2.0f);
    return madd(x * sigmoid(x), rest * (1.0f + t), t);
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
