// Arithmetic, rounding and sign.
#pragma once
#include "parameters.h"

namespace evenkeel::EVENKEEL_ISA {

struct Neg {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return -x; }
  static EVENKEEL_INLINE vec slope(vec, Parameters) { return -one(); }
};

struct Sign {
  static constexpr int64_t cost = cheap;
  /** Keeps zeros and NaN. */
  static EVENKEEL_INLINE vec value(vec x, Parameters) {
    return select((x > 0.0f) | (x < 0.0f), copySign(one(), x), x);
  }
  static EVENKEEL_INLINE vec slope(vec, Parameters) { return zero(); }
};

struct Abs {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return absolute(x); }
  static EVENKEEL_INLINE vec slope(vec x, Parameters p) { return Sign::value(x, p); }
};

struct Sqrt {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return squareRoot(x); }
  static EVENKEEL_INLINE vec slope(vec y, Parameters) { return 0.5f / y; }
};

struct Rsqrt {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return 1.0f / squareRoot(x); }
  static EVENKEEL_INLINE vec slope(vec y, Parameters) { return -0.5f * y * y * y; }
};

struct Square {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return x * x; }
  static EVENKEEL_INLINE vec slope(vec x, Parameters) { return x + x; }
};

struct Reciprocal {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return 1.0f / x; }
  static EVENKEEL_INLINE vec slope(vec y, Parameters) { return -(y * y); }
};

/** alpha x + beta */
struct Affine {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters p) { return madd(p.alpha, x, p.beta); }
  static EVENKEEL_INLINE vec slope(vec, Parameters p) { return p.alpha; }
};

struct Floor {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return floorOf(x); }
  static EVENKEEL_INLINE vec slope(vec, Parameters) { return zero(); }
};

struct Round {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters) { return roundEven(x); }
  static EVENKEEL_INLINE vec slope(vec, Parameters) { return zero(); }
};

/** min(max(x, alpha), beta); the gradient passes at the bounds themselves. */
struct Clip {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec x, Parameters p) {
    return minOrNan(maxOrNan(x, p.alpha), p.beta);
  }
  static EVENKEEL_INLINE vec slope(vec x, Parameters p) {
    return indicator((x >= p.alpha) & (x <= p.beta));
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
