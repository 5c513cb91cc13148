// y = activation((x - mean) * scale + shift + residual)
#pragma once
#include "affine.h"
#include "plan.h"

namespace evenkeel::EVENKEEL_ISA {

struct ApplyTask {
  const float* x;
  const float* residual;  // or nullptr
  float* y;
  bool relu;
};

void applyAffine(const ApplyTask& task, const NormPlan& plan, const Affine& affine);

}  // namespace evenkeel::EVENKEEL_ISA
