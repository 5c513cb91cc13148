// loss = -(1-s) w[t] logp[t] - s/c sum over k of w[k] logp[k], with logp = log softmax(logits)
#include "core/threads.h"
#include "kernels/reduce/row.h"
#include "simd/math.h"
#include "target.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** logp[k] = x[k] - max - logSum */
struct LogSoftmax {
  vec max;
  vec logSum;

  EVENKEEL_INLINE vec operator()(vec x) const { return x - max - logSum; }
};

LogSoftmax logSoftmaxOf(const float* x, int64_t c) {
  const vec shift = broadcast(maxOfRow(x, c));
  const double sum = reduceRow<SumRule>(
      c, [&](int64_t i) { return exp(load(x + i) - shift); },
      [&](int64_t i, int k) { return fillAfter(exp(loadPart(x + i, k) - shift), k, 0.0f); });
  return {shift, log(broadcast(static_cast<float>(sum)))};
}

/** sum over k of w[k] logp[k] */
double weightedSum(const float* x, const float* weights, int64_t c, const LogSoftmax& logp) {
  const auto weight = [&](int64_t i, int k) { return weights ? loadPart(weights + i, k) : broadcast(1.0f); };
  return reduceRow<SumRule>(
      c,
      [&](int64_t i) { return logp(load(x + i)) * (weights ? load(weights + i) : broadcast(1.0f)); },
      [&](int64_t i, int k) { return fillAfter(logp(loadPart(x + i, k)) * weight(i, k), k, 0.0f); });
}

double lossOfRow(const CrossEntropyArgs& args, const Targets& targets, int64_t row) {
  if (targets.ignored(row)) return 0.0;
  const float* x = args.logits + row * args.c;
  const int32_t t = args.target[row];
  const LogSoftmax logp = logSoftmaxOf(x, args.c);
  const double hard = static_cast<double>(targets.weight(t)) * logp(broadcast(x[t]))[0];
  if (args.labelSmoothing == 0.0f) return -hard;
  const double s = args.labelSmoothing;
  return -(1.0 - s) * hard - s / args.c * weightedSum(x, args.classWeights, args.c, logp);
}

}  // namespace

Status crossEntropy(const CrossEntropyArgs& args, Scratch& scratch) {
  const Targets targets = Targets::of(args);
  const Status status = targets.check();
  if (status.kind != Status::Kind::ok) return status;
  double* rows = scratch.doubles(Slot::partials, static_cast<size_t>(args.n));
  if (rows == nullptr && args.n > 0) return Status::outOfMemory();
  const int64_t n = args.n;
  parallelFor(n, n * args.c * 20, [&](int64_t begin, int64_t end, int) {
    for (int64_t row = begin; row < end; row++) rows[row] = lossOfRow(args, targets, row);
  });
  if (args.reduction == CrossEntropyReduction::none) {
    for (int64_t row = 0; row < n; row++) args.loss[row] = static_cast<float>(rows[row]);
    return Status::ok();
  }
  double total = 0.0;
  for (int64_t row = 0; row < n; row++) total += rows[row];
  const bool mean = args.reduction == CrossEntropyReduction::mean;
  args.loss[0] = static_cast<float>(mean ? total / targets.weightOfRows() : total);
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
