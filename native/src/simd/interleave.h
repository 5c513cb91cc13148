// Alternates the lanes of two vectors.
#pragma once
#include "vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** a0 b0 a1 b1 ... from the lower halves. */
EVENKEEL_INLINE uvec interleaveLow(uvec a, uvec b) {
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
#elif EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v3
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
#else
  return __builtin_shufflevector(a, b, 0, 4, 1, 5);
#endif
}

/** The same from the upper halves. */
EVENKEEL_INLINE uvec interleaveHigh(uvec a, uvec b) {
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
#elif EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v3
  return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
#else
  return __builtin_shufflevector(a, b, 2, 6, 3, 7);
#endif
}

}  // namespace evenkeel::EVENKEEL_ISA
