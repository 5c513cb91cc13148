// Functions built from the exponential without cancellation: sigmoid and tanh.
#pragma once
#include "exponential.h"

namespace evenkeel::EVENKEEL_ISA {

/** 1 / (1 + e^-x); the exponential of -|x| cannot overflow and keeps small results accurate. */
EVENKEEL_SHARED vec sigmoid(vec x) {
  const vec e = exp(-absolute(x));
  return select(x >= 0.0f, broadcast(1.0f), e) / (1.0f + e);
}

/** tanh |x| = -t / (t + 2) with t = e^(-2|x|) - 1. */
EVENKEEL_SHARED vec tanh(vec x) {
  const vec t = expm1(-2.0f * absolute(x));
  return copySign(t / (t + 2.0f), x);
}

}  // namespace evenkeel::EVENKEEL_ISA
