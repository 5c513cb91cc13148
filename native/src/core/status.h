// What a kernel returns: success, or the one element of its data that broke a rule.
// Sizes, handles and options are never a kernel's business: the dispatcher has checked them.
#pragma once

#include <stdint.h>

// Headers that kernel units include may define only functions that are always inlined: every unit is
// compiled once per instruction set, and the linker would keep just one copy of a shared function.
#define EVENKEEL_INLINE inline __attribute__((always_inline))

namespace evenkeel {

/** One element of an argument: `target[index] = value`. */
struct Element {
  const char* argument;
  int64_t index;
  int64_t value;
};

/** Both ends belong to the range. */
struct Range {
  int64_t low;
  int64_t high;
};

/** Result of a kernel. All texts are static: a status owns nothing. */
struct Status {
  enum class Kind : int32_t { ok, outside, outOfMemory };

  Kind kind;
  Element element;
  Range range;

  static EVENKEEL_INLINE Status ok() { return Status{Kind::ok, {nullptr, 0, 0}, {0, 0}}; }

  /** `crossEntropy: target[3] must be from 0 to 9, got 12.` */
  static EVENKEEL_INLINE Status outside(Element element, Range range) {
    return Status{Kind::outside, element, range};
  }

  /** Scratch memory could not be had. */
  static EVENKEEL_INLINE Status outOfMemory() {
    return Status{Kind::outOfMemory, {nullptr, 0, 0}, {0, 0}};
  }
};

}  // namespace evenkeel
