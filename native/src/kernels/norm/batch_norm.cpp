// Batch normalization in training: statistics of the batch, then one affine pass with residual and ReLU.
#include "apply.h"
#include "generated/contract.gen.h"
#include "statistics.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Leaves mean and rstd, and moves the running statistics. */
void storeStatistics(const BatchNormArgs& args, const Statistics& statistics) {
  const double m = args.m;
  // One value has no unbiased variance; its squared deviation is 0, and 0 is what counts.
  const double unbiased = args.m > 1 ? m - 1 : 1.0;
  const double momentum = args.momentum;
  for (int64_t j = 0; j < args.c; j++) {
    const double variance = statistics.squares[j] / m;
    args.mean[j] = static_cast<float>(statistics.mean[j]);
    args.rstd[j] = static_cast<float>(1.0 / __builtin_sqrt(variance + static_cast<double>(args.eps)));
  }
  const auto track = [&](float* running, int64_t j, double batch) {
    const double old = running[j];
    running[j] = static_cast<float>(old + momentum * (batch - old));
  };
  for (int64_t j = 0; args.runningMean && j < args.c; j++) track(args.runningMean, j, statistics.mean[j]);
  for (int64_t j = 0; args.runningVar && j < args.c; j++) {
    track(args.runningVar, j, statistics.squares[j] / unbiased);
  }
}

}  // namespace

Status batchNorm(const BatchNormArgs& args, Scratch& scratch) {
  if (args.c == 0) return Status::ok();
  const NormPlan plan(args.m, args.c);
  Statistics statistics;
  if (!columnStatistics(args.x, plan, scratch, &statistics)) return Status::outOfMemory();
  storeStatistics(args, statistics);
  const AffineSource source = {args.mean, args.rstd, args.gamma, args.beta};
  const double* exact = meanNeedsLow(source, args.c) ? statistics.mean : nullptr;
  Affine affine;
  if (!foldAffine(source, exact, args.c, scratch, &affine)) return Status::outOfMemory();
  applyAffine({args.x, args.residual, args.y, args.activation == BatchNormActivation::relu}, plan, affine);
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
