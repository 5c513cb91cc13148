// Places of vectors in equal steps, where registers are few: one pointer goes from each to the next.
#pragma once

#include <stdint.h>

#include "simd/turns.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

template <class T>
class Steps {
 public:
  EVENKEEL_INLINE Steps(T* first, int64_t step) : at_(first), step_(step) {}

  EVENKEEL_INLINE T* next() {
    T* const here = at_;
    at_ += step_;
    hold(at_);
    return here;
  }

 private:
  T* at_;
  int64_t step_;
};

}  // namespace evenkeel::EVENKEEL_ISA
