// Softmax cross-entropy and its gradient against the definition in double.
#include <doctest/doctest.h>

#include <string>

#include "outputs.h"

using namespace evenkeel;

namespace {

struct Loss {
  CrossEntropyArgs args{};
  const Floats& logits;

  bool ignored(int64_t row) const { return args.hasIgnoreIndex && args.target[row] == args.ignoreIndex; }
  double weight(int64_t k) const { return args.classWeights ? static_cast<double>(args.classWeights[k]) : 1.0; }

  std::vector<double> logSoftmax(int64_t row) const {
    std::vector<double> logp;
    double max = -INFINITY;
    double sum = 0;
    for (int64_t k = 0; k < args.c; k++) {
      logp.push_back(static_cast<double>(logits[static_cast<size_t>(row * args.c + k)]));
      max = std::max(max, logp.back());
    }
    for (const double v : logp) sum += std::exp(v - max);
    for (double& v : logp) v -= max + std::log(sum);
    return logp;
  }

  double row(int64_t r) const {
    if (ignored(r)) return 0;
    const std::vector<double> logp = logSoftmax(r);
    const double s = static_cast<double>(args.labelSmoothing);
    double smooth = 0;
    for (int64_t k = 0; k < args.c; k++) smooth += weight(k) * logp[static_cast<size_t>(k)];
    return -(1 - s) * weight(args.target[r]) * logp[static_cast<size_t>(args.target[r])] - s / args.c * smooth;
  }

  double divisor() const {
    if (args.reduction != CrossEntropyReduction::mean) return 1;
    double sum = 0;
    for (int64_t r = 0; r < args.n; r++) sum += ignored(r) ? 0 : weight(args.target[r]);
    return sum;
  }

  double wanted(int64_t r, int64_t k) const {
    const double s = static_cast<double>(args.labelSmoothing);
    return (k == args.target[r] ? (1 - s) * weight(k) : 0) + s / args.c * weight(k);
  }

  /** d(row)/d(logit k) */
  double slope(const std::vector<double>& logp, int64_t r, int64_t k) const {
    if (ignored(r)) return 0;
    const double s = static_cast<double>(args.labelSmoothing);
    double total = (1 - s) * weight(args.target[r]);
    for (int64_t q = 0; q < args.c; q++) total += s / args.c * weight(q);
    return std::exp(logp[static_cast<size_t>(k)]) * total - wanted(r, k);
  }
};

CrossEntropyGradArgs gradientOf(const CrossEntropyArgs& a, const Floats& dloss, Floats& dlogits) {
  return {a.logits, a.target, a.classWeights, dloss.data(), dlogits.data(), a.lossLength, a.n, a.c,
          a.reduction, a.hasIgnoreIndex, a.ignoreIndex, a.labelSmoothing};
}

}  // namespace

TEST_CASE("loss: values and gradients, all options") {
  Dice dice(51);
  for (int round = 0; round < 120; round++) {
    const int32_t n = dice.roll(1, 40);
    const int32_t c = round % 20 == 0 ? dice.roll(1000, 2500) : dice.roll(1, 40);
    Floats logits(int64_t{n} * c);
    Floats weights(c);
    logits.random(dice);
    weights.random(dice);
    const float shift = dice.coin() ? 1e3f : 0.0f;
    for (int64_t i = 0; i < int64_t{n} * c; i++) logits.data()[i] = 6.0f * logits.data()[i] + shift;
    for (int32_t k = 0; k < c; k++) weights.data()[k] += 1.5f;
    std::vector<int32_t> target(static_cast<size_t>(n));
    for (int32_t& t : target) t = dice.roll(0, c - 1);
    Loss loss{{}, logits};
    CrossEntropyArgs& a = loss.args;
    a.logits = logits.data();
    a.target = target.data();
    a.classWeights = dice.coin() ? weights.data() : nullptr;
    a.n = n;
    a.c = c;
    a.reduction = static_cast<CrossEntropyReduction>(round % 3);
    a.lossLength = a.reduction == CrossEntropyReduction::none ? n : 1;
    a.hasIgnoreIndex = dice.coin();
    a.ignoreIndex = -1;
    if (a.hasIgnoreIndex && n > 1) target[static_cast<size_t>(dice.roll(1, n - 1))] = -1;
    a.labelSmoothing = dice.coin() ? 0.1f : 0.0f;
    Floats value(a.lossLength);
    Floats dloss(a.lossLength);
    Floats dlogits(int64_t{n} * c);
    dloss.random(dice);
    a.loss = value.data();
    Scratch scratch;
    sameEverywhere({Output::of(value), Output::of(dlogits)}, [&](const KernelTable& k) {
      REQUIRE(succeeded(k.crossEntropy(a, scratch)));
      REQUIRE(succeeded(k.crossEntropyGrad(gradientOf(a, dloss, dlogits), scratch)));
    });
    const bool each = a.reduction == CrossEntropyReduction::none;
    double total = 0;
    for (int64_t r = 0; r < n; r++) {
      total += loss.row(r);
      if (each) CHECK(isClose(static_cast<double>(value[static_cast<size_t>(r)]), loss.row(r), 1e-5, 4e-6));
      const std::vector<double> logp = loss.logSoftmax(r);
      const double upstream = static_cast<double>(dloss[each ? static_cast<size_t>(r) : 0]) / loss.divisor();
      bool close = true;
      for (int64_t k = 0; k < c; k++) {
        const double wanted = upstream * loss.slope(logp, r, k);
        const size_t at = static_cast<size_t>(r * c + k);
        close = close && isClose(static_cast<double>(dlogits[at]), wanted, 4e-7 * std::fabs(upstream), 4e-6);
      }
      CHECK(close);
    }
    if (!each) CHECK(isClose(static_cast<double>(value[0]), total / loss.divisor(), 1e-5, 4e-6));
  }
}

TEST_CASE("loss: a target that is no class stops before anything is written") {
  const float logits[] = {1, 2, 3, 4, 5, 6};
  const int32_t target[] = {2, 3};
  runEverywhere([&](const KernelTable& kernels) {
    float loss = 7;
    Scratch scratch;
    CrossEntropyArgs args{logits, target, nullptr, &loss, 1, 2, 3, CrossEntropyReduction::mean, false, 0, 0};
    const Status status = kernels.crossEntropy(args, scratch);
    CHECK(status.kind == Status::Kind::outside);
    CHECK(std::string(status.element.argument) == "target");
    CHECK(status.element.index == 1);
    CHECK(status.element.value == 3);
    CHECK(status.range.low == 0);
    CHECK(status.range.high == 2);
    CHECK(loss == 7);
    args.hasIgnoreIndex = true;
    args.ignoreIndex = 3;
    CHECK(succeeded(kernels.crossEntropy(args, scratch)));
  });
}

TEST_CASE("loss: the gradient may replace the logits") {
  Dice dice(52);
  Floats logits(5 * 19);
  Floats dlogits(5 * 19);
  Floats inPlace(5 * 19);
  logits.random(dice);
  const int32_t target[] = {0, 18, 3, 16, 9};
  Floats dloss(1);
  dloss.fill(1.0f);
  Scratch scratch;
  runEverywhere([&](const KernelTable& kernels) {
    CrossEntropyArgs args{logits.data(), target, nullptr, nullptr, 1, 5, 19, CrossEntropyReduction::sum, false, 0, 0};
    kernels.crossEntropyGrad(gradientOf(args, dloss, dlogits), scratch);
    memcpy(inPlace.data(), logits.data(), logits.size() * sizeof(float));
    args.logits = inPlace.data();
    kernels.crossEntropyGrad(gradientOf(args, dloss, inPlace), scratch);
    CHECK(inPlace.sameBits(dlogits));
  });
}
