// Results that no cache can hold: stored past them, a line need not be read before it is written.
#pragma once
#include "plan.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Larger results have left the third-level cache before anyone reads them. */
constexpr int64_t cachedFloats = int64_t{6} << 20;

/** Whether `result`, a matrix of the plan or nullptr, is written past the caches, whose lines must be whole. */
EVENKEEL_INLINE bool passesCaches(const NormPlan& plan, const float* result) {
  constexpr int64_t line = 16;
  const bool lines = plan.c % line == 0 && reinterpret_cast<uintptr_t>(result) % (line * sizeof(float)) == 0;
  return storesLines && lines && plan.m * plan.c > cachedFloats;
}

}  // namespace evenkeel::EVENKEEL_ISA
