// How the terms of a reduction are joined: into a running vector, two partial results, and results of blocks.
#pragma once
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** A sum. Lanes and rows beyond the end are filled with `identity`. */
struct SumRule {
  static constexpr float identity = 0.0f;
  static EVENKEEL_INLINE vec add(vec sum, vec x) { return sum + x; }
  /** Numbers or vectors of any width. */
  template <class T>
  static EVENKEEL_INLINE T join(T a, T b) {
    return a + b;
  }
};

struct SquaresRule : SumRule {
  static EVENKEEL_INLINE vec add(vec sum, vec x) { return madd(x, x, sum); }
};

/** NaN wins. */
struct MaxRule {
  static constexpr float identity = -__builtin_inff();
  static EVENKEEL_INLINE vec add(vec a, vec b) { return maxOrNan(a, b); }
  template <class T>
  static EVENKEEL_INLINE T join(T a, T b) {
    return ((a != a) | (a > b)) ? a : b;
  }
};

struct MinRule {
  static constexpr float identity = __builtin_inff();
  static EVENKEEL_INLINE vec add(vec a, vec b) { return minOrNan(a, b); }
  template <class T>
  static EVENKEEL_INLINE T join(T a, T b) {
    return ((a != a) | (a < b)) ? a : b;
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
