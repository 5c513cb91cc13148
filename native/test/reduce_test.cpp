// Reductions over the middle axis against plain loops in double.
#include <doctest/doctest.h>

#include "outputs.h"

using namespace evenkeel;

namespace {

struct Shape {
  int32_t outer;
  int32_t n;
  int32_t inner;

  int64_t size() const { return int64_t{outer} * n * inner; }
  int64_t reduced() const { return int64_t{outer} * inner; }
  size_t at(int64_t o, int64_t k, int64_t i) const { return static_cast<size_t>((o * n + k) * inner + i); }
  size_t at(int64_t o, int64_t i) const { return static_cast<size_t>(o * inner + i); }
};

/** Calls body(o, i) for all reduced elements. */
template <class Body>
void forReduced(const Shape& s, const Body& body) {
  for (int64_t o = 0; o < s.outer; o++) {
    for (int64_t i = 0; i < s.inner; i++) body(o, i);
  }
}

std::vector<Shape> shapes() {
  std::vector<Shape> all = {{0, 3, 4}, {2, 3, 0}, {1, 5000, 1}, {2, 4097, 1}, {1, 1000, 3}, {1, 300, 70}, {3, 2, 200}};
  for (const int32_t outer : {1, 3}) {
    for (const int32_t n : {1, 2, 5, 15, 16, 17, 63, 64, 65, 130}) {
      for (const int32_t inner : {1, 2, 7, 16, 33}) all.push_back({outer, n, inner});
    }
  }
  return all;
}

double reference(ReduceF f, const Shape& s, const Floats& x, int64_t o, int64_t i) {
  double sum = f == ReduceF::prod ? 1 : f == ReduceF::max ? -INFINITY : f == ReduceF::min ? INFINITY : 0;
  for (int64_t k = 0; k < s.n; k++) {
    const double v = static_cast<double>(x[s.at(o, k, i)]);
    if (f == ReduceF::sum || f == ReduceF::mean) sum += v;
    if (f == ReduceF::sumOfSquares) sum += v * v;
    if (f == ReduceF::prod) sum *= v;
    if (f == ReduceF::max) sum = std::max(sum, v);
    if (f == ReduceF::min) sum = std::min(sum, v);
  }
  return f == ReduceF::mean ? sum / s.n : sum;
}

}  // namespace

TEST_CASE("reduce: all functions and shapes") {
  Dice dice(21);
  for (const Shape& s : shapes()) {
    CAPTURE(s.outer);
    CAPTURE(s.n);
    CAPTURE(s.inner);
    Floats x(s.size());
    Floats y(s.reduced());
    x.random(dice);
    Scratch scratch;
    for (int f = 0; f <= static_cast<int>(ReduceF::sumOfSquares); f++) {
      CAPTURE(f);
      const ReduceF function = static_cast<ReduceF>(f);
      const ReduceArgs args = {x.data(), y.data(), s.outer, s.n, s.inner, function};
      sameEverywhere({Output::of(y)}, [&](const KernelTable& k) { REQUIRE(succeeded(k.reduce(args, scratch))); });
      forReduced(s, [&](int64_t o, int64_t i) {
        const double wanted = reference(function, s, x, o, i);
        CHECK(isClose(static_cast<double>(y[s.at(o, i)]), wanted, 2e-7 * std::sqrt(s.n), 1e-6));
      });
    }
  }
}

TEST_CASE("reduce: a million terms are summed to single precision") {
  constexpr int32_t n = 1000000;
  Floats x(n);
  Dice dice(22);
  double wanted = 0;
  for (int32_t i = 0; i < n; i++) {
    x.data()[i] = 0.5f + 0.5f * dice.signedUnit();
    wanted += static_cast<double>(x.data()[i]);
  }
  Scratch scratch;
  for (const Shape s : {Shape{1, n, 1}, Shape{1, n / 4, 4}}) {
    Floats y(s.reduced());
    const ReduceArgs args = {x.data(), y.data(), s.outer, s.n, s.inner, ReduceF::sum};
    sameEverywhere({Output::of(y)}, [&](const KernelTable& k) { k.reduce(args, scratch); });
    double total = 0;
    for (size_t i = 0; i < y.size(); i++) total += static_cast<double>(y[i]);
    CHECK(total == doctest::Approx(wanted).epsilon(2e-7));
  }
}

TEST_CASE("reduce: a product neither overflows nor vanishes on its way") {
  const float x[] = {1e30f, 1e30f, 1e-30f, 1e-30f, 2.0f};
  runEverywhere([&](const KernelTable& kernels) {
    float y = 0;
    Scratch scratch;
    kernels.reduce({x, &y, 1, 5, 1, ReduceF::prod}, scratch);
    CHECK(y == doctest::Approx(2.0f));
  });
}

TEST_CASE("reduce: NaN reaches sum, max and min at every place") {
  for (const int32_t inner : {1, 3}) {
    for (int32_t at = 0; at < 70; at++) {
      std::vector<float> x(static_cast<size_t>(70 * inner), 1.0f);
      x[static_cast<size_t>(at * inner)] = NAN;
      runEverywhere([&](const KernelTable& kernels) {
        float y[3];
        Scratch scratch;
        for (const ReduceF f : {ReduceF::sum, ReduceF::max, ReduceF::min, ReduceF::prod}) {
          kernels.reduce({x.data(), y, 1, 70, inner, f}, scratch);
          CHECK(std::isnan(y[0]));
        }
      });
    }
  }
}

TEST_CASE("reduce: argMax takes the first of equals") {
  Dice dice(23);
  for (const Shape& s : shapes()) {
    Floats x(s.size());
    for (int64_t i = 0; i < s.size(); i++) x.data()[i] = static_cast<float>(dice.roll(-5, 5));
    std::vector<int32_t> y(static_cast<size_t>(s.reduced()) + 1);
    const Output output = {y.data(), static_cast<size_t>(s.reduced()) * 4};
    Scratch scratch;
    sameEverywhere({output}, [&](const KernelTable& k) {
      k.argMax({x.data(), y.data(), s.outer, s.n, s.inner}, scratch);
    });
    forReduced(s, [&](int64_t o, int64_t i) {
      int64_t best = 0;
      for (int64_t k = 1; k < s.n; k++) {
        if (x[s.at(o, k, i)] > x[s.at(o, best, i)]) best = k;
      }
      CHECK(y[s.at(o, i)] == best);
    });
  }
}

TEST_CASE("reduce: ties share the gradient of an extremum") {
  Dice dice(24);
  for (const Shape& s : shapes()) {
    Floats x(s.size());
    Floats y(s.reduced());
    Floats dy(s.reduced());
    Floats dx(s.size());
    for (int64_t i = 0; i < s.size(); i++) x.data()[i] = static_cast<float>(dice.roll(-3, 3));
    dy.random(dice);
    Scratch scratch;
    sameEverywhere({Output::of(dx)}, [&](const KernelTable& k) {
      k.reduce({x.data(), y.data(), s.outer, s.n, s.inner, ReduceF::max}, scratch);
      k.extremumGrad({x.data(), y.data(), dy.data(), dx.data(), s.outer, s.n, s.inner}, scratch);
    });
    forReduced(s, [&](int64_t o, int64_t i) {
      int ties = 0;
      for (int64_t k = 0; k < s.n; k++) ties += x[s.at(o, k, i)] == y[s.at(o, i)];
      for (int64_t k = 0; k < s.n; k++) {
        const bool chosen = x[s.at(o, k, i)] == y[s.at(o, i)];
        CHECK(dx[s.at(o, k, i)] == doctest::Approx(chosen ? dy[s.at(o, i)] / static_cast<float>(ties) : 0.0f));
      }
    });
  }
}

TEST_CASE("reduce: softmax, its logarithm and both gradients") {
  Dice dice(25);
  for (const Shape& s : shapes()) {
    for (const bool log : {false, true}) {
      Floats x(s.size());
      Floats y(s.size());
      Floats dy(s.size());
      Floats dx(s.size());
      x.random(dice);
      dy.random(dice);
      const float shift = dice.coin() ? 1000.0f : 0.0f;
      for (int64_t i = 0; i < s.size(); i++) x.data()[i] = 8.0f * x.data()[i] + shift;
      Scratch scratch;
      sameEverywhere({Output::of(y), Output::of(dx)}, [&](const KernelTable& k) {
        k.softmax({x.data(), y.data(), s.outer, s.n, s.inner, log}, scratch);
        k.softmaxGrad({y.data(), dy.data(), dx.data(), s.outer, s.n, s.inner, log}, scratch);
      });
      forReduced(s, [&](int64_t o, int64_t i) {
        double max = -INFINITY;
        double sum = 0;
        double inner = 0;
        for (int64_t k = 0; k < s.n; k++) max = std::max(max, static_cast<double>(x[s.at(o, k, i)]));
        for (int64_t k = 0; k < s.n; k++) sum += std::exp(static_cast<double>(x[s.at(o, k, i)]) - max);
        const auto logp = [&](int64_t k) { return static_cast<double>(x[s.at(o, k, i)]) - max - std::log(sum); };
        const auto d = [&](int64_t k) { return static_cast<double>(dy[s.at(o, k, i)]); };
        for (int64_t k = 0; k < s.n; k++) inner += log ? d(k) : d(k) * std::exp(logp(k));
        for (int64_t k = 0; k < s.n; k++) {
          const double p = std::exp(logp(k));
          const double grad = log ? d(k) - p * inner : p * (d(k) - inner);
          CHECK(isClose(static_cast<double>(y[s.at(o, k, i)]), log ? logp(k) : p, log ? 2e-6 : 1e-9, 2e-6));
          CHECK(isClose(static_cast<double>(dx[s.at(o, k, i)]), grad, 3e-6, 4e-6));
        }
      });
    }
  }
}

TEST_CASE("reduce: broadcastMiddle repeats and scales") {
  Dice dice(26);
  for (const Shape& s : shapes()) {
    Floats x(s.reduced());
    Floats y(s.size());
    x.random(dice);
    Scratch scratch;
    sameEverywhere({Output::of(y)}, [&](const KernelTable& k) {
      k.broadcastMiddle({x.data(), y.data(), s.outer, s.n, s.inner, 0.25f}, scratch);
    });
    forReduced(s, [&](int64_t o, int64_t i) {
      for (int64_t k = 0; k < s.n; k++) CHECK(y[s.at(o, k, i)] == 0.25f * x[s.at(o, i)]);
    });
  }
}
