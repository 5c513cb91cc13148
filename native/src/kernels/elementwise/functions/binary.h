// The functions of two variables.
#pragma once
#include "generated/contract.gen.h"
#include "parameters.h"

namespace evenkeel::EVENKEEL_ISA {

struct Add {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return a + b; }
};
struct Sub {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return a - b; }
};
struct Mul {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return a * b; }
};
struct Div {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return a / b; }
};
/** NaN if either is. */
struct Maximum {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return maxOrNan(a, b); }
};
struct Minimum {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return minOrNan(a, b); }
};
struct PowOf {
  static constexpr int64_t cost = 4 * transcendental;
  /** Not inlined: the loops of the broadcasting kinds share one copy. */
  static __attribute__((noinline)) vec value(vec a, vec b) { return pow(a, b); }
};
struct Equal {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return indicator(a == b); }
};
struct NotEqual {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return indicator(a != b); }
};
struct Greater {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return indicator(a > b); }
};
struct GreaterEqual {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return indicator(a >= b); }
};
struct Less {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return indicator(a < b); }
};
struct LessEqual {
  static constexpr int64_t cost = cheap;
  static EVENKEEL_INLINE vec value(vec a, vec b) { return indicator(a <= b); }
};

/** Calls `use(F{})` for the struct F of the function. */
template <class Use>
EVENKEEL_INLINE void chooseBinary(BinaryF f, const Use& use) {
  switch (f) {
    case BinaryF::add: return use(Add{});
    case BinaryF::sub: return use(Sub{});
    case BinaryF::mul: return use(Mul{});
    case BinaryF::div: return use(Div{});
    case BinaryF::maximum: return use(Maximum{});
    case BinaryF::minimum: return use(Minimum{});
    case BinaryF::pow: return use(PowOf{});
    case BinaryF::equal: return use(Equal{});
    case BinaryF::notEqual: return use(NotEqual{});
    case BinaryF::greater: return use(Greater{});
    case BinaryF::greaterEqual: return use(GreaterEqual{});
    case BinaryF::less: return use(Less{});
    case BinaryF::lessEqual: return use(LessEqual{});
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
