// The backward pass of batch normalization, in training and in inference.
#pragma once
#include "affine.h"
#include "core/status.h"
#include "plan.h"

namespace evenkeel::EVENKEEL_ISA {

/** Buffers of the backward pass; all outputs and `y` may be nullptr. */
struct NormGradients {
  const float* x;
  const float* dy;
  const float* y;
  float* dx;
  float* dresidual;
  float* dgamma;
  float* dbeta;
  bool relu;
  /** Whether mean and rstd depend on x, so that dx loses their share. */
  bool training;
};

/** `affine` as in the forward pass, `rstd` per channel. */
Status normGradients(const NormGradients& task, const NormPlan& plan, const Affine& affine, const float* rstd,
                     Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
