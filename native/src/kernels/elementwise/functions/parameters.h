// What the functions of one variable have in common. Each is a struct with
//   value(x, p)      the function,
//   slope(saved, p)  its derivative, from y for the functions in `savesOutput` of the contract, else from x,
//   cost             rough floating-point operations of either, to choose between one thread and many.
#pragma once
#include "simd/math.h"

namespace evenkeel::EVENKEEL_ISA {

struct Parameters {
  vec alpha;
  vec beta;
};

constexpr int64_t cheap = 1;
constexpr int64_t transcendental = 16;

EVENKEEL_INLINE vec one() { return broadcast(1.0f); }
EVENKEEL_INLINE vec zero() { return vec{}; }
/** 1 where the mask is true, else 0. */
EVENKEEL_INLINE vec indicator(ivec mask) { return keepWhere(mask, one()); }

}  // namespace evenkeel::EVENKEEL_ISA
