// Exponentials, logarithms, powers, trigonometric functions and the error function.
#pragma once
#include "parameters.h"

namespace evenkeel::EVENKEEL_ISA {

struct Exp {
  static constexpr int64_t cost = transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return exp(x); }
  static EVENKEEL_INLINE vec slope(vec y, Parameters) { return y; }
};

struct Expm1 {
  static constexpr int64_t cost = transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return expm1(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) { return exp(x); }
};

struct Log {
  static constexpr int64_t cost = transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return log(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) { return 1.0f / x; }
};

struct Log1p {
  static constexpr int64_t cost = transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return log1p(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) { return 1.0f / (1.0f + x); }
};

struct Sin {
  static constexpr int64_t cost = 2 * transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return sin(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) { return cos(x); }
};

struct Cos {
  static constexpr int64_t cost = 2 * transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return cos(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) { return -sin(x); }
};

struct Erf {
  static constexpr int64_t cost = 2 * transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return erf(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) { return 1.1283792f * exp(-(x * x)); }
};

/** x^alpha */
struct Pow {
  static constexpr int64_t cost = 4 * transcendental;
  static EVENKEEL_INLINE vec value(vec x, Parameters p) { return pow(x, p.alpha); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters p) {
    return keepWhere(p.alpha != 0.0f, p.alpha * pow(x, p.alpha - 1.0f));
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
