// Mean and variance of the columns of a matrix, accurate for any mean.
#pragma once
#include "core/scratch.h"
#include "plan.h"

namespace evenkeel::EVENKEEL_ISA {

/** Per channel, in scratch memory (slots partials and transform). */
struct Statistics {
  double* mean;
  /** Sum of the squared deviations from the mean. */
  double* squares;
};

/** Returns false if scratch memory is exhausted. */
bool columnStatistics(const float* x, const NormPlan& plan, Scratch& scratch, Statistics* result);

}  // namespace evenkeel::EVENKEEL_ISA
