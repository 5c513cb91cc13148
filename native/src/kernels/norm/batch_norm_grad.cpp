// Gradients of batch normalization in training.
#include "generated/contract.gen.h"
#include "gradient.h"
#include "statistics.h"

namespace evenkeel::EVENKEEL_ISA {

Status batchNormGrad(const BatchNormGradArgs& args, Scratch& scratch) {
  if (args.c == 0) return Status::ok();
  const NormPlan plan(args.m, args.c);
  const AffineSource source = {args.mean, args.rstd, args.gamma, args.beta};
  const double* exact = nullptr;
  if (meanNeedsLow(source, args.c)) {
    // The forward pass corrected its means: the same statistics give the same corrections again.
    Statistics statistics;
    if (!columnStatistics(args.x, plan, scratch, &statistics)) return Status::outOfMemory();
    exact = statistics.mean;
  }
  Affine affine;
  if (!foldAffine(source, exact, args.c, scratch, &affine)) return Status::outOfMemory();
  const bool relu = args.activation == BatchNormGradActivation::relu;
  const NormGradients task = {args.x,         args.dy,     args.y,     args.dx, args.dresidual,
                              args.dgamma, args.dbeta, relu, true};
  return normGradients(task, plan, affine, args.rstd, scratch);
}

}  // namespace evenkeel::EVENKEEL_ISA
