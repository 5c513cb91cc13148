// dlogits[k] = dloss/divisor * (p[k] * (hard + s/c sum of w) - s/c w[k] - [k = t] hard) with p = softmax(logits) and
// hard = (1-s) w[t]. dlogits may be logits.
#include "core/threads.h"
#include "kernels/elementwise/blocks.h"
#include "kernels/reduce/row.h"
#include "simd/math.h"
#include "target.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Numbers that all rows share. */
struct Shared {
  double divisor;
  double smooth;          // s/c
  double weightOfClasses;
};

/** Leaves exp(x - max) in `e` and returns its sum. */
double exponentials(const float* x, int64_t c, float* e) {
  const vec shift = broadcast(maxOfRow(x, c));
  return reduceRow<SumRule>(
      c,
      [&](int64_t i) {
        const vec value = exp(load(x + i) - shift);
        store(e + i, value);
        return value;
      },
      [&](int64_t i, int k) {
        const vec value = exp(loadPart(x + i, k) - shift);
        storePart(e + i, value, k);
        return fillAfter(value, k, 0.0f);
      });
}

void gradOfRow(const CrossEntropyGradArgs& args, const Targets& targets, const Shared& shared, int64_t row) {
  const int64_t c = args.c;
  float* d = args.dlogits + row * c;
  if (targets.ignored(row)) {
    for (int64_t k = 0; k < c; k++) d[k] = 0.0f;
    return;
  }
  const int32_t t = args.target[row];
  const bool each = args.reduction == CrossEntropyGradReduction::none;
  const double hard = (1.0 - args.labelSmoothing) * targets.weight(t);
  const vec sum = broadcast(static_cast<float>(exponentials(args.logits + row * c, c, d)));
  const vec upstream = broadcast(static_cast<float>(args.dloss[each ? row : 0] / shared.divisor));
  const vec scale = broadcast(static_cast<float>(hard + shared.smooth * shared.weightOfClasses));
  const vec smooth = broadcast(static_cast<float>(shared.smooth));
  const auto grad = [&](int64_t i, vec e, vec weight) {
    const ivec target = laneNumbers() == static_cast<int32_t>(t - i);
    const vec wanted = madd(smooth, weight, keepWhere(target, broadcast(static_cast<float>(hard))));
    return upstream * madd(e / sum, scale, -wanted);
  };
  const float* w = args.classWeights;
  forVectors(
      0, c, [&](int64_t i) { store(d + i, grad(i, load(d + i), w ? load(w + i) : broadcast(1.0f))); },
      [&](int64_t i, int k) {
        const vec weight = w ? loadPart(w + i, k) : broadcast(1.0f);
        storePart(d + i, grad(i, loadPart(d + i, k), weight), k);
      });
}

}  // namespace

Status crossEntropyGrad(const CrossEntropyGradArgs& args, Scratch&) {
  const Targets targets = Targets::of(args);
  const Status status = targets.check();
  if (status.kind != Status::Kind::ok) return status;
  const bool mean = args.reduction == CrossEntropyGradReduction::mean;
  const Shared shared = {mean ? targets.weightOfRows() : 1.0,
                         static_cast<double>(args.labelSmoothing) / args.c, targets.weightOfClasses()};
  const int64_t n = args.n;
  parallelFor(n, n * args.c * 20, [&](int64_t begin, int64_t end, int) {
    for (int64_t row = begin; row < end; row++) gradOfRow(args, targets, shared, row);
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
