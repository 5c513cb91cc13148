// Group normalization against two-pass loops in double: rows, images, without center, large means, and outputs left out.
#include <doctest/doctest.h>

#include "outputs.h"

using namespace evenkeel;

namespace {

struct Shape {
  int32_t n;
  int32_t s;
  int32_t groups;
  int32_t k;
};

/** Data of one case and everything the kernels write. */
struct Groups {
  Shape of;
  bool affine;
  bool center;
  float eps = 1e-5f;
  int64_t c = int64_t{of.groups} * of.k;
  int64_t size = int64_t{of.n} * of.s * c;
  int64_t count = int64_t{of.n} * of.groups;

  Floats x{size};
  Floats gamma{c};
  Floats beta{c};
  Floats dy{size};
  Floats y{size};
  Floats mean{2 * count};
  Floats rstd{count};
  Floats dx{size};
  Floats dgamma{c};
  Floats dbeta{c};

  Groups(Shape shape, int flags) : of(shape), affine(!(flags & 1)), center(!(flags & 2)) {}

  void random(Dice& dice, float middle, float deviation) {
    for (Floats* f : {&x, &gamma, &beta, &dy}) f->random(dice);
    for (int64_t i = 0; i < size; i++) x.data()[i] = middle + deviation * x.data()[i];
    if (!affine) gamma.fill(1.0f), beta.fill(0.0f);
  }

  GroupNormArgs forward() {
    return {x.data(), affine ? gamma.data() : nullptr, affine ? beta.data() : nullptr, y.data(), mean.data(),
            rstd.data(), of.n, of.s, of.groups, of.k, eps, center};
  }

  GroupNormGradArgs backward() {
    return {x.data(), dy.data(), affine ? gamma.data() : nullptr, mean.data(), rstd.data(), dx.data(),
            dgamma.data(), dbeta.data(), of.n, of.s, of.groups, of.k, center};
  }

  std::vector<Output> outputs() {
    std::vector<Output> all;
    for (Floats* f : {&y, &mean, &rstd, &dx, &dgamma, &dbeta}) all.push_back(Output::of(*f));
    return all;
  }

  /** Calls body(element, channel) for all elements of a group. */
  template <class Body>
  void each(int64_t group, const Body& body) const {
    for (int64_t row = 0; row < of.s; row++) {
      for (int64_t j = 0; j < of.k; j++) {
        const int64_t channel = group % of.groups * of.k + j;
        body(static_cast<size_t>((group / of.groups * of.s + row) * c + channel), static_cast<size_t>(channel));
      }
    }
  }
};

/** Checks one group, and adds its share of dgamma and dbeta. */
void checkGroup(const Groups& g, int64_t group, double tolerance, std::vector<double>& sums) {
  const double size = static_cast<double>(g.of.s) * g.of.k;
  double mean = 0;
  double squares = 0;
  if (g.center) g.each(group, [&](size_t at, size_t) { mean += static_cast<double>(g.x[at]) / size; });
  g.each(group, [&](size_t at, size_t) { squares += std::pow(static_cast<double>(g.x[at]) - mean, 2); });
  const double rstd = 1 / std::sqrt(squares / size + static_cast<double>(g.eps));
  const size_t k = static_cast<size_t>(group);
  const double stored = static_cast<double>(g.mean[2 * k]) + static_cast<double>(g.mean[2 * k + 1]);
  CHECK(isClose(stored, mean, 1e-6 / rstd, 1e-9));
  CHECK(isClose(static_cast<double>(g.rstd[k]), rstd, 0, 1e-5));
  const auto xhat = [&](size_t at) { return (static_cast<double>(g.x[at]) - mean) * rstd; };
  const auto passed = [&](size_t at, size_t j) { return static_cast<double>(g.dy[at]) * static_cast<double>(g.gamma[j]); };
  double plain = 0;
  double weighted = 0;
  g.each(group, [&](size_t at, size_t j) {
    plain += passed(at, j);
    weighted += passed(at, j) * xhat(at);
    sums[j] += static_cast<double>(g.dy[at]) * xhat(at);
    sums[static_cast<size_t>(g.c) + j] += static_cast<double>(g.dy[at]);
  });
  if (!g.center) plain = 0;
  bool close = true;
  g.each(group, [&](size_t at, size_t j) {
    const double y = xhat(at) * static_cast<double>(g.gamma[j]) + static_cast<double>(g.beta[j]);
    close = close && isClose(static_cast<double>(g.y[at]), y, tolerance, 4e-6);
    const double dx = rstd * (passed(at, j) - plain / size - xhat(at) * weighted / size);
    close = close && isClose(static_cast<double>(g.dx[at]), dx, rstd * tolerance, 4e-6);
  });
  CHECK(close);
}

void check(Groups& g, double tolerance) {
  CAPTURE(g.of.n);
  CAPTURE(g.of.s);
  CAPTURE(g.of.groups);
  CAPTURE(g.of.k);
  CAPTURE(g.center);
  Scratch scratch;
  sameEverywhere(g.outputs(), [&](const KernelTable& kernels) {
    REQUIRE(succeeded(kernels.groupNorm(g.forward(), scratch)));
    REQUIRE(succeeded(kernels.groupNormGrad(g.backward(), scratch)));
  });
  std::vector<double> sums(static_cast<size_t>(2 * g.c));
  for (int64_t group = 0; group < g.count; group++) checkGroup(g, group, tolerance, sums);
  const double off = tolerance * std::sqrt(static_cast<double>(g.of.n) * g.of.s);
  for (size_t j = 0; j < static_cast<size_t>(g.c); j++) {
    CHECK(isClose(static_cast<double>(g.dgamma[j]), sums[j], off, 4e-6));
    CHECK(isClose(static_cast<double>(g.dbeta[j]), sums[static_cast<size_t>(g.c) + j], off, 4e-6));
  }
}

}  // namespace

TEST_CASE("group norm: all shapes and options") {
  Dice dice(41);
  for (const int32_t s : {1, 2, 49, 256, 257}) {
    for (const int32_t groups : {1, 2, 5}) {
      for (const int32_t k : {1, 2, 3, 7, 8, 16, 33, 70}) {
        Groups g({dice.roll(1, 40), s, groups, k}, dice.roll(0, 3));
        g.random(dice, 0.3f, 1.0f);
        // Of a few values the deviation may be tiny, and everything hangs on eps.
        check(g, s * k < 8 ? 1e-3 : 8e-6);
      }
    }
  }
}

TEST_CASE("group norm: a large mean costs no accuracy") {
  Dice dice(42);
  for (const float center : {1e3f, -1e3f, 3e4f}) {
    for (const Shape shape : {Shape{20, 1, 1, 100}, Shape{3, 600, 2, 5}, Shape{2, 64, 9, 1}}) {
      Groups g(shape, 0);
      g.eps = 1e-8f;
      g.random(dice, center, center * 1e-5f);
      check(g, 1e-5);
    }
  }
}

TEST_CASE("group norm: each output may be left out") {
  Dice dice(43);
  for (const Shape shape : {Shape{20, 1, 2, 9}, Shape{3, 20, 2, 9}}) {
    Groups whole(shape, 0);
    whole.random(dice, 0.0f, 1.0f);
    runEverywhere([&](const KernelTable& kernels) {
      Scratch scratch;
      kernels.groupNorm(whole.forward(), scratch);
      kernels.groupNormGrad(whole.backward(), scratch);
      for (int present = 0; present < 8; present++) {
        Floats dx(whole.size);
        Floats dgamma(whole.c);
        Floats dbeta(whole.c);
        GroupNormGradArgs args = whole.backward();
        args.dx = present & 1 ? dx.data() : nullptr;
        args.dgamma = present & 2 ? dgamma.data() : nullptr;
        args.dbeta = present & 4 ? dbeta.data() : nullptr;
        CHECK(succeeded(kernels.groupNormGrad(args, scratch)));
        if (args.dx) CHECK(dx.sameBits(whole.dx));
        if (args.dgamma) CHECK(dgamma.sameBits(whole.dgamma));
        if (args.dbeta) CHECK(dbeta.sameBits(whole.dbeta));
      }
    });
  }
}
