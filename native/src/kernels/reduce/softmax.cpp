// y = exp(x - max) / sum of exp(x - max) along the middle axis, or its logarithm. y may be x.
#include "column.h"
#include "generated/contract.gen.h"
#include "kernels/elementwise/blocks.h"
#include "panels.h"
#include "row.h"
#include "simd/math.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Operations of one exponential and its share of the rest. */
constexpr int64_t cost = 20;

void softmaxOfRow(const float* x, int64_t n, float* y) {
  const vec max = broadcast(maxOfRow(x, n));
  const double sum = reduceRow<SumRule>(
      n,
      [&](int64_t i) {
        const vec e = exp(load(x + i) - max);
        store(y + i, e);
        return e;
      },
      [&](int64_t i, int k) {
        const vec e = exp(loadPart(x + i, k) - max);
        storePart(y + i, e, k);
        return fillAfter(e, k, 0.0f);
      });
  const vec divisor = broadcast(static_cast<float>(sum));
  forVectors(
      0, n, [&](int64_t i) { store(y + i, load(y + i) / divisor); },
      [&](int64_t i, int k) { storePart(y + i, loadPart(y + i, k) / divisor, k); });
}

/** The maximum goes first: x - (max + log sum) would lose the logarithm for large x. */
void logSoftmaxOfRow(const float* x, int64_t n, float* y) {
  const vec max = broadcast(maxOfRow(x, n));
  const double sum = reduceRow<SumRule>(
      n, [&](int64_t i) { return exp(load(x + i) - max); },
      [&](int64_t i, int k) { return fillAfter(exp(loadPart(x + i, k) - max), k, 0.0f); });
  const vec logSum = log(broadcast(static_cast<float>(sum)));
  forVectors(
      0, n, [&](int64_t i) { store(y + i, load(x + i) - max - logSum); },
      [&](int64_t i, int k) { storePart(y + i, loadPart(x + i, k) - max - logSum, k); });
}

vec maxOfColumn(const SoftmaxArgs& args, const ColumnVector& c) {
  vec max = c.read(args.x, c.base);
  for (int64_t k = 1; k < args.n; k++) max = maxOrNan(max, c.read(args.x, c.base + k * c.stride));
  return max;
}

void softmaxOfColumn(const SoftmaxArgs& args, const ColumnVector& c) {
  const vec max = maxOfColumn(args, c);
  const vec sum = sumDown(args.n, [&](int64_t k) {
    const vec e = exp(c.read(args.x, c.base + k * c.stride) - max);
    c.write(args.y, c.base + k * c.stride, e);
    return e;
  });
  for (int64_t k = 0; k < args.n; k++) {
    const int64_t at = c.base + k * c.stride;
    c.write(args.y, at, c.read(args.y, at) / sum);
  }
}

void logSoftmaxOfColumn(const SoftmaxArgs& args, const ColumnVector& c) {
  const vec max = maxOfColumn(args, c);
  const vec sum =
      sumDown(args.n, [&](int64_t k) { return exp(c.read(args.x, c.base + k * c.stride) - max); });
  const vec logSum = log(sum);
  for (int64_t k = 0; k < args.n; k++) {
    const int64_t at = c.base + k * c.stride;
    c.write(args.y, at, c.read(args.x, at) - max - logSum);
  }
}

}  // namespace

Status softmax(const SoftmaxArgs& args, Scratch&) {
  const Middle shape = {args.outer, args.n, args.inner};
  if (args.n == 0) return Status::ok();
  if (args.inner == 1) {
    const auto run = args.log ? logSoftmaxOfRow : softmaxOfRow;
    forEachRow(shape, cost, [&](int64_t base, int64_t) { run(args.x + base, args.n, args.y + base); });
  } else {
    const auto run = args.log ? logSoftmaxOfColumn : softmaxOfColumn;
    forEachColumn(shape, cost, [&](const ColumnVector& c) { run(args, c); });
  }
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
