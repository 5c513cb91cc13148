// Batch normalization with given mean and variance, and its gradients.
#include "apply.h"
#include "generated/contract.gen.h"
#include "gradient.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** 1 / sqrt(variance + eps) in scratch memory, nullptr if it is exhausted. */
float* rstdOf(const float* variance, float eps, int64_t c, Scratch& scratch) {
  float* rstd = scratch.floats(Slot::pointers, static_cast<size_t>(c));
  if (rstd == nullptr) return nullptr;
  for (int64_t j = 0; j < c; j++) {
    rstd[j] = static_cast<float>(1.0 / __builtin_sqrt(static_cast<double>(variance[j]) + static_cast<double>(eps)));
  }
  return rstd;
}

}  // namespace

Status batchNormInference(const BatchNormInferenceArgs& args, Scratch& scratch) {
  if (args.c == 0 || args.m == 0) return Status::ok();
  const NormPlan plan(args.m, args.c);
  const float* rstd = rstdOf(args.variance, args.eps, args.c, scratch);
  if (rstd == nullptr) return Status::outOfMemory();
  Affine affine;
  if (!foldAffine({args.mean, rstd, args.gamma, args.beta}, nullptr, args.c, scratch, &affine)) {
    return Status::outOfMemory();
  }
  const bool relu = args.activation == BatchNormInferenceActivation::relu;
  applyAffine({args.x, args.residual, args.y, relu}, plan, affine);
  return Status::ok();
}

Status batchNormInferenceGrad(const BatchNormInferenceGradArgs& args, Scratch& scratch) {
  if (args.c == 0) return Status::ok();
  const NormPlan plan(args.m, args.c);
  const float* rstd = rstdOf(args.variance, args.eps, args.c, scratch);
  if (rstd == nullptr) return Status::outOfMemory();
  Affine affine;
  if (!foldAffine({args.mean, rstd, args.gamma, args.beta}, nullptr, args.c, scratch, &affine)) {
    return Status::outOfMemory();
  }
  const bool relu = args.activation == BatchNormInferenceGradActivation::relu;
  const NormGradients task = {args.x,         args.dy,     args.y,     args.dx, args.dresidual,
                              args.dgamma, args.dbeta, relu, false};
  return normGradients(task, plan, affine, rstd, scratch);
}

}  // namespace evenkeel::EVENKEEL_ISA
