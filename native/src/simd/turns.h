// The loop over the terms of a sum where the compiler of the page decides what stays in registers.
#pragma once

#include <stddef.h>

#include "unroll.h"

namespace evenkeel::EVENKEEL_ISA {

/** Tells the compiler that the pointer may have changed, so that distances from it stay constants in the loads. */
template <class T>
EVENKEEL_INLINE void hold(T*& pointer) {
  asm("" : "+r"(pointer));
}

/** Reads a float and drops it, so that its line of the cache arrives: for where there is no instruction that fetches. */
EVENKEEL_INLINE void touch(const float* p) { asm volatile("" ::"r"(*p)); }

/**
 * Calls term(0), ..., term(turn - 1), then advance(turn), and so again, until `count` terms have been called. The loop may end
 * behind every term, so there is no second loop for a rest; and each term is a block of its own. V8 moves all loads of a
 * block before its arithmetic: two terms in one block would need more registers than there are.
 */
template <int turn, class Term, class Advance>
EVENKEEL_INLINE void inTurns(ptrdiff_t count, const Term& term, const Advance& advance) {
  if (count <= 0) return;
  for (;; count -= turn) {
    EVENKEEL_UNROLL for (int u = 0; u < turn; u++) {
      term(u);
      if (count == u + 1) return;
    }
    advance(turn);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
