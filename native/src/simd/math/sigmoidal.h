// Functions built from the exponential without cancellation: sigmoid and tanh.
#pragma once
#include "exponential.h"

namespace evenkeel::EVENKEEL_ISA {

/** 1 / (1 + e^-x); the exponential of -|x| cannot overflow and keeps small results accurate. */
EVENKEEL_SHARED vec sigmoid(vec x) {
  const vec e = exp(-absolute(x));
  return select(x >= 0.0f, broadcast(1.0f), e) / (1.0f + e);
}

/**
 * Below 1 by a + a z q(z) with a = |x| and z = a^2, q minimizing the relative error; from 1 on by 1 - 2e / (1 + e) with
 * e = e^(-2a). Where the result is close to 1 the error is that of its last rounding, so that 1 - y^2, the slope, is as good as
 * a rounded y lets it be.
 */
EVENKEEL_SHARED vec tanh(vec x) {
  constexpr float q[] = {-0.333332954f,   0.133323446f,   -0.0538798025f, 0.021486657f,
                         -0.00794610559f, 0.00230136399f, -0.000358451834f};
  const vec a = absolute(x);
  const vec z = a * a;
  const vec near = madd(a * z, polynomial(z, q), a);
  const vec e = exp(-2.0f * a);
  const vec far = 1.0f - 2.0f * e / (1.0f + e);
  return copySign(select(a < 1.0f, near, far), x);
}

}  // namespace evenkeel::EVENKEEL_ISA
