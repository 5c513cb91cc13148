// Batch normalization against two-pass loops in double: training, inference, gradients, extreme means.
#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>

#include "outputs.h"

using namespace evenkeel;

namespace {

/** Data of one case and everything the kernels write. */
struct Norm {
  int32_t m;
  int32_t c;
  bool relu;
  bool hasResidual;
  bool affine;
  float eps = 1e-5f;
  float momentum = 0.1f;

  Floats x{size()};
  Floats residual{size()};
  Floats gamma{c};
  Floats beta{c};
  Floats dy{size()};
  Floats y{size()};
  Floats mean{c};
  Floats rstd{c};
  Floats runningMean{c};
  Floats runningVar{c};
  Floats dx{size()};
  Floats dresidual{size()};
  Floats dgamma{c};
  Floats dbeta{c};

  Norm(int32_t rows, int32_t channels, int flags)
      : m(rows), c(channels), relu(flags & 1), hasResidual(flags & 2), affine(!(flags & 4)) {}

  int64_t size() const { return int64_t{m} * c; }
  size_t at(int64_t i, int64_t j) const { return static_cast<size_t>(i * c + j); }

  void random(Dice& dice, float center, float deviation) {
    for (Floats* f : {&x, &residual, &gamma, &beta, &dy}) f->random(dice);
    for (int64_t i = 0; i < size(); i++) x.data()[i] = center + deviation * x.data()[i];
    if (!affine) gamma.fill(1.0f), beta.fill(0.0f);
  }

  BatchNormArgs forward() {
    return {x.data(),           hasResidual ? residual.data() : nullptr,
            affine ? gamma.data() : nullptr, affine ? beta.data() : nullptr,
            y.data(),           mean.data(),
            rstd.data(),        runningMean.data(),
            runningVar.data(),  m,
            c,                  eps,
            momentum,           relu ? BatchNormActivation::relu : BatchNormActivation::none};
  }

  BatchNormGradArgs backward() {
    return {x.data(),      dy.data(),     relu && hasResidual ? y.data() : nullptr,
            affine ? gamma.data() : nullptr, affine ? beta.data() : nullptr,
            mean.data(),   rstd.data(),   dx.data(),
            dresidual.data(), dgamma.data(), dbeta.data(),
            m,             c,             relu ? BatchNormActivation::relu : BatchNormActivation::none};
  }

  std::vector<Output> outputs() {
    std::vector<Output> all;
    for (Floats* f : {&y, &mean, &rstd, &dx, &dresidual, &dgamma, &dbeta}) all.push_back(Output::of(*f));
    return all;
  }
};

/** Statistics of one channel in double. */
struct Channel {
  double mean = 0;
  double squares = 0;
  double rstd = 0;

  Channel(const Norm& n, int64_t j) {
    for (int64_t i = 0; i < n.m; i++) mean += static_cast<double>(n.x[n.at(i, j)]) / n.m;
    for (int64_t i = 0; i < n.m; i++) squares += std::pow(static_cast<double>(n.x[n.at(i, j)]) - mean, 2);
    rstd = 1 / std::sqrt(squares / n.m + static_cast<double>(n.eps));
  }
};

double preActivation(const Norm& n, const Channel& s, int64_t i, int64_t j) {
  const size_t k = static_cast<size_t>(j);
  const double xhat = (static_cast<double>(n.x[n.at(i, j)]) - s.mean) * s.rstd;
  const double affine = xhat * static_cast<double>(n.gamma[k]) + static_cast<double>(n.beta[k]);
  return affine + (n.hasResidual ? static_cast<double>(n.residual[n.at(i, j)]) : 0.0);
}

/**
 * The gradients of one channel, with the kernel's own decisions of ReLU: where they hang on the last bit, either is
 * right.
 */
void checkGradients(const Norm& n, const Channel& s, int64_t j, bool training, double tolerance) {
  const size_t k = static_cast<size_t>(j);
  const auto g = [&](int64_t i) {
    const bool passes = !n.relu || n.y[n.at(i, j)] > 0.0f;
    return passes ? static_cast<double>(n.dy[n.at(i, j)]) : 0.0;
  };
  const auto xhat = [&](int64_t i) { return (static_cast<double>(n.x[n.at(i, j)]) - s.mean) * s.rstd; };
  double dbeta = 0;
  double dgamma = 0;
  for (int64_t i = 0; i < n.m; i++) {
    dbeta += g(i);
    dgamma += g(i) * xhat(i);
  }
  const double scale = static_cast<double>(n.gamma[k]) * s.rstd;
  const double size = std::sqrt(static_cast<double>(n.m)) * tolerance;
  CHECK(isClose(static_cast<double>(n.dbeta[k]), dbeta, size, 4e-6));
  CHECK(isClose(static_cast<double>(n.dgamma[k]), dgamma, size, 4e-6));
  const double share = training ? 1.0 / n.m : 0.0;
  bool close = true;
  for (int64_t i = 0; i < n.m; i++) {
    const double wanted = scale * (g(i) - share * (dbeta + xhat(i) * dgamma));
    close = close && isClose(static_cast<double>(n.dx[n.at(i, j)]), wanted, std::fabs(scale) * tolerance, 4e-6);
    close = close && static_cast<double>(n.dresidual[n.at(i, j)]) == g(i);
  }
  CHECK(close);
}

void checkTraining(Norm& n, double tolerance) {
  CAPTURE(n.m);
  CAPTURE(n.c);
  CAPTURE(n.relu);
  CAPTURE(n.hasResidual);
  Scratch scratch;
  sameEverywhere(n.outputs(), [&](const KernelTable& kernels) {
    n.runningMean.fill(0.5f);
    n.runningVar.fill(2.0f);
    REQUIRE(succeeded(kernels.batchNorm(n.forward(), scratch)));
    REQUIRE(succeeded(kernels.batchNormGrad(n.backward(), scratch)));
  });
  for (int64_t j = 0; j < n.c; j++) {
    const size_t k = static_cast<size_t>(j);
    const Channel s(n, j);
    const double deviation = 1 / s.rstd;
    CHECK(isClose(static_cast<double>(n.mean[k]), s.mean, 5e-7 * deviation, 1e-7));
    CHECK(isClose(static_cast<double>(n.rstd[k]), s.rstd, 0, 1e-5));
    CHECK(isClose(static_cast<double>(n.runningMean[k]), 0.45 + 0.1 * s.mean, 1e-7 * (1 + deviation), 1e-6));
    const double unbiased = s.squares / std::max(n.m - 1, 1);
    CHECK(isClose(static_cast<double>(n.runningVar[k]), 1.8 + 0.1 * unbiased, 1e-6, 4e-6));
    bool close = true;
    for (int64_t i = 0; i < n.m; i++) {
      const double value = preActivation(n, s, i, j);
      const double wanted = n.relu ? std::max(value, 0.0) : value;
      close = close && isClose(static_cast<double>(n.y[n.at(i, j)]), wanted, tolerance, 4e-6);
    }
    CHECK(close);
    checkGradients(n, s, j, true, tolerance);
  }
}

const int32_t rowCounts[] = {1, 2, 3, 4, 5, 60, 255, 256, 257, 700};
const int32_t channelCounts[] = {1, 3, 8, 15, 16, 17, 31, 33, 64, 100, 300};

}  // namespace

TEST_CASE("batch norm: training, all shapes and options") {
  Dice dice(31);
  for (const int32_t m : rowCounts) {
    for (const int32_t c : channelCounts) {
      Norm n(m, c, dice.roll(0, 7));
      n.random(dice, 0.3f, 1.0f);
      // With one or two rows the deviation may be tiny, and everything hangs on eps.
      checkTraining(n, m < 4 ? 2e-4 : 4e-6);
    }
  }
}

TEST_CASE("batch norm: a large mean costs no accuracy") {
  Dice dice(32);
  for (const float center : {1e3f, -1e3f, 3e4f}) {
    for (int flags = 0; flags < 8; flags++) {
      Norm n(1000, 20, flags);
      n.eps = 1e-8f;
      n.random(dice, center, center * 1e-5f);
      checkTraining(n, 5e-6);
    }
  }
}

TEST_CASE("batch norm: an outlier in the first row does not spoil the variance") {
  Dice dice(33);
  Norm n(2000, 5, 0);
  n.random(dice, 0.0f, 1.0f);
  for (int32_t j = 0; j < n.c; j++) n.x.data()[j] = 1e4f;
  checkTraining(n, 1e-5);
}

TEST_CASE("batch norm: long columns in many chunks") {
  Dice dice(34);
  Norm n(40000, 3, 1);
  n.random(dice, 5.0f, 2.0f);
  checkTraining(n, 2e-5);
}

TEST_CASE("batch norm: results larger than the caches are the same") {
  Dice dice(37);
  Norm n(98400, 64, 1);
  n.random(dice, 0.5f, 2.0f);
  const size_t bytes = static_cast<size_t>(n.size()) * sizeof(float);
  // Only whole lines are stored past the caches, and only by some instruction sets.
  const auto lines = [&] { return std::unique_ptr<void, decltype(&free)>(std::aligned_alloc(64, bytes), &free); };
  const auto y = lines();
  const auto dx = lines();
  Scratch scratch;
  sameEverywhere({{y.get(), bytes}, {dx.get(), bytes}}, [&](const KernelTable& kernels) {
    BatchNormArgs forward = n.forward();
    forward.y = static_cast<float*>(y.get());
    BatchNormGradArgs backward = n.backward();
    backward.dx = static_cast<float*>(dx.get());
    backward.dresidual = nullptr;
    REQUIRE(succeeded(kernels.batchNorm(forward, scratch)));
    REQUIRE(succeeded(kernels.batchNormGrad(backward, scratch)));
  });
}

TEST_CASE("batch norm: inference and its gradients") {
  Dice dice(35);
  for (const int32_t m : {0, 1, 5, 300}) {
    for (const int32_t c : channelCounts) {
      Norm n(m, c, dice.roll(0, 7));
      n.random(dice, 0.3f, 1.0f);
      Floats variance(c);
      variance.random(dice);
      n.mean.random(dice);
      for (int32_t j = 0; j < c; j++) variance.data()[j] = 1.5f + variance.data()[j];
      const auto activation = n.relu ? BatchNormActivation::relu : BatchNormActivation::none;
      Scratch scratch;
      const BatchNormArgs f = n.forward();
      const BatchNormGradArgs g = n.backward();
      std::vector<Output> outputs;
      for (Floats* out : {&n.y, &n.dx, &n.dresidual, &n.dgamma, &n.dbeta}) outputs.push_back(Output::of(*out));
      sameEverywhere(outputs, [&](const KernelTable& k) {
        REQUIRE(succeeded(k.batchNormInference({f.x, f.residual, f.gamma, f.beta, n.mean.data(), variance.data(),
                                                f.y, m, c, n.eps, activation}, scratch)));
        REQUIRE(succeeded(k.batchNormInferenceGrad({g.x, g.dy, g.y, g.gamma, g.beta, n.mean.data(), variance.data(),
                                                    g.dx, g.dresidual, g.dgamma, g.dbeta, m, c, n.eps, activation},
                                                   scratch)));
      });
      for (int64_t j = 0; j < c; j++) {
        Channel s(n, j);
        s.mean = static_cast<double>(n.mean[static_cast<size_t>(j)]);
        s.rstd = 1 / std::sqrt(static_cast<double>(variance[static_cast<size_t>(j)]) + static_cast<double>(n.eps));
        for (int64_t i = 0; i < m; i++) {
          const double value = preActivation(n, s, i, j);
          CHECK(isClose(static_cast<double>(n.y[n.at(i, j)]), n.relu ? std::max(value, 0.0) : value, 2e-6, 4e-6));
        }
        checkGradients(n, s, j, false, 2e-6);
      }
    }
  }
}

TEST_CASE("batch norm: each output may be left out") {
  Dice dice(36);
  Norm whole(70, 37, 1);
  whole.random(dice, 0.0f, 1.0f);
  runEverywhere([&](const KernelTable& kernels) {
    Scratch scratch;
    BatchNormArgs forward = whole.forward();
    kernels.batchNorm(forward, scratch);
    kernels.batchNormGrad(whole.backward(), scratch);
    forward.runningMean = forward.runningVar = nullptr;
    CHECK(succeeded(kernels.batchNorm(forward, scratch)));
    for (int present = 0; present < 16; present++) {
      Floats dx(whole.size());
      Floats dresidual(whole.size());
      Floats dgamma(whole.c);
      Floats dbeta(whole.c);
      BatchNormGradArgs args = whole.backward();
      args.dx = present & 1 ? dx.data() : nullptr;
      args.dresidual = present & 2 ? dresidual.data() : nullptr;
      args.dgamma = present & 4 ? dgamma.data() : nullptr;
      args.dbeta = present & 8 ? dbeta.data() : nullptr;
      CHECK(succeeded(kernels.batchNormGrad(args, scratch)));
      if (args.dx) CHECK(dx.sameBits(whole.dx));
      if (args.dresidual) CHECK(dresidual.sameBits(whole.dresidual));
      if (args.dgamma) CHECK(dgamma.sameBits(whole.dgamma));
      if (args.dbeta) CHECK(dbeta.sameBits(whole.dbeta));
    }
  });
}
