// Functions of one variable and their gradients against the C library in double, over the whole range of floats.
#include <doctest/doctest.h>

#include <functional>
#include <string>

#include "outputs.h"

using namespace evenkeel;

namespace {

using Function = std::function<double(double x, double alpha, double beta)>;

struct Case {
  UnaryF f;
  const char* name;
  Function value;
  /** Derivative as a function of what is saved. */
  Function slope;
};

double sigmoid(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }
double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::fabs(x))); }
double cdf(double x) { return 0.5 * std::erfc(-x * M_SQRT1_2); }
double pdf(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * M_PI); }
double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
double clip(double x, double low, double high) { return std::min(std::max(x, low), high); }
double geluGate(double x) { return sigmoid(2 * std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x)); }
double geluTanhSlope(double x, double, double) {
  const double s = geluGate(x);
  const double inner = 2 * std::sqrt(2 / M_PI) * (1 + 3 * 0.044715 * x * x);
  return s + (s * (1 - s) == 0 ? 0 : x * s * (1 - s) * inner);
}
double mishSlope(double x, double, double) {
  const double t = std::tanh(softplus(x));
  return t + x * (1 - t * t) * sigmoid(x);
}
constexpr double seluAlpha = 1.6732632423543772;
constexpr double seluScale = 1.0507009873554805;

#define FUNCTION(body) [](double x, double a, double b) -> double { (void)x, (void)a, (void)b; return body; }

const std::vector<Case> cases = {
    {UnaryF::neg, "neg", FUNCTION(-x), FUNCTION(-1)},
    {UnaryF::abs, "abs", FUNCTION(std::fabs(x)), FUNCTION(sign(x))},
    {UnaryF::exp, "exp", FUNCTION(std::exp(x)), FUNCTION(x)},
    {UnaryF::log, "log", FUNCTION(std::log(x)), FUNCTION(1 / x)},
    {UnaryF::sqrt, "sqrt", FUNCTION(std::sqrt(x)), FUNCTION(0.5 / x)},
    {UnaryF::rsqrt, "rsqrt", FUNCTION(1 / std::sqrt(x)), FUNCTION(-0.5 * x * x * x)},
    {UnaryF::square, "square", FUNCTION(x* x), FUNCTION(2 * x)},
    {UnaryF::reciprocal, "reciprocal", FUNCTION(1 / x), FUNCTION(-x * x)},
    {UnaryF::log1p, "log1p", FUNCTION(std::log1p(x)), FUNCTION(1 / (1 + x))},
    {UnaryF::expm1, "expm1", FUNCTION(std::expm1(x)), FUNCTION(std::exp(x))},
    {UnaryF::sin, "sin", FUNCTION(std::sin(x)), FUNCTION(std::cos(x))},
    {UnaryF::cos, "cos", FUNCTION(std::cos(x)), FUNCTION(-std::sin(x))},
    {UnaryF::erf, "erf", FUNCTION(std::erf(x)), FUNCTION(2 / std::sqrt(M_PI) * std::exp(-x * x))},
    {UnaryF::sigmoid, "sigmoid", FUNCTION(sigmoid(x)), FUNCTION(x*(1 - x))},
    {UnaryF::tanh, "tanh", FUNCTION(std::tanh(x)), FUNCTION(1 - x * x)},
    {UnaryF::relu, "relu", FUNCTION(x <= 0 ? 0 : x), FUNCTION(x > 0)},
    {UnaryF::relu6, "relu6", FUNCTION(clip(x, 0, 6)), FUNCTION(x > 0 && x < 6)},
    {UnaryF::leakyRelu, "leakyRelu", FUNCTION(x > 0 ? x : a * x), FUNCTION(x > 0 ? 1 : a)},
    {UnaryF::elu, "elu", FUNCTION(x > 0 ? x : a * std::expm1(x)), FUNCTION(x > 0 ? 1 : a * std::exp(x))},
    {UnaryF::selu, "selu", FUNCTION(seluScale*(x > 0 ? x : seluAlpha * std::expm1(x))),
     FUNCTION(seluScale*(x > 0 ? 1 : seluAlpha * std::exp(x)))},
    {UnaryF::celu, "celu", FUNCTION(x > 0 ? x : a * std::expm1(x / a)), FUNCTION(x > 0 ? 1 : std::exp(x / a))},
    {UnaryF::gelu, "gelu", FUNCTION(x* cdf(x)), FUNCTION(cdf(x) + x * pdf(x))},
    {UnaryF::geluTanh, "geluTanh", FUNCTION(x* geluGate(x)), geluTanhSlope},
    {UnaryF::silu, "silu", FUNCTION(x* sigmoid(x)), FUNCTION(sigmoid(x) + x * sigmoid(x) * sigmoid(-x))},
    {UnaryF::mish, "mish", FUNCTION(x* std::tanh(softplus(x))), mishSlope},
    {UnaryF::softplus, "softplus", FUNCTION(softplus(a* x) / a), FUNCTION(sigmoid(a* x))},
    {UnaryF::softsign, "softsign", FUNCTION(x / (1 + std::fabs(x))), FUNCTION(std::pow(1 + std::fabs(x), -2))},
    {UnaryF::hardSigmoid, "hardSigmoid", FUNCTION(clip(x + 3, 0, 6) / 6), FUNCTION(x > -3 && x < 3 ? 1.0 / 6 : 0)},
    {UnaryF::hardSwish, "hardSwish", FUNCTION(x* clip(x + 3, 0, 6) / 6),
     FUNCTION(x < -3 ? 0 : x <= 3 ? x / 3 + 0.5 : 1)},
    {UnaryF::pow, "pow", FUNCTION(std::pow(x, a)), FUNCTION(a* std::pow(x, a - 1))},
    {UnaryF::clip, "clip", FUNCTION(clip(x, a, b)), FUNCTION(x >= a && x <= b)},
    {UnaryF::affine, "affine", FUNCTION(a* x + b), FUNCTION(a)},
    {UnaryF::sign, "sign", FUNCTION(sign(x)), FUNCTION(0)},
    {UnaryF::floor, "floor", FUNCTION(std::floor(x)), FUNCTION(0)},
    {UnaryF::round, "round", FUNCTION(std::nearbyint(x)), FUNCTION(0)},
};

/** Ordinary numbers, powers of ten of both signs, and the corners. */
std::vector<float> samples(Dice& dice) {
  std::vector<float> x = {0.0f, 1.0f, -1.0f, 0.5f, -0.5f, 2.5f, -2.5f, 3.0f, -3.0f, 6.0f, 1e-45f, -1e-45f};
  for (float size = 1e-38f; size < 1e38f; size *= 10.0f) {
    x.push_back(size);
    x.push_back(-size);
  }
  for (const float range : {0.1f, 1.0f, 10.0f, 100.0f, 1000.0f}) {
    for (int k = 0; k < 41; k++) x.push_back(range * dice.signedUnit());
  }
  return x;
}

/** The acceptance rule of golden vectors for elementwise functions, and room for results below 1e-37. */
bool accepted(float got, double wanted) { return isClose(static_cast<double>(got), wanted, 1e-37, 4e-6); }

void checkValues(const Case& c, const std::vector<float>& x, float alpha, float beta) {
  Floats y(static_cast<int64_t>(x.size()));
  Scratch scratch;
  const UnaryArgs args = {x.data(), y.data(), static_cast<int32_t>(x.size()), c.f, alpha, beta};
  sameEverywhere({Output::of(y)}, [&](const KernelTable& k) { REQUIRE(succeeded(k.unary(args, scratch))); });
  for (size_t i = 0; i < x.size(); i++) {
    const double wanted = c.value(static_cast<double>(x[i]), static_cast<double>(alpha), static_cast<double>(beta));
    CAPTURE(x[i]);
    CAPTURE(wanted);
    CAPTURE(y[i]);
    CHECK(accepted(y[i], wanted));
  }
}

void checkSlopes(const Case& c, const std::vector<float>& saved, float alpha, float beta) {
  Floats dy(static_cast<int64_t>(saved.size()));
  Floats dx(static_cast<int64_t>(saved.size()));
  dy.fill(1.0f);
  Scratch scratch;
  const UnaryGradArgs args = {dy.data(), saved.data(), dx.data(), static_cast<int32_t>(saved.size()), c.f, alpha, beta};
  sameEverywhere({Output::of(dx)}, [&](const KernelTable& k) { REQUIRE(succeeded(k.unaryGrad(args, scratch))); });
  for (size_t i = 0; i < saved.size(); i++) {
    const double wanted = c.slope(static_cast<double>(saved[i]), static_cast<double>(alpha), static_cast<double>(beta));
    CAPTURE(saved[i]);
    CAPTURE(wanted);
    CAPTURE(dx[i]);
    // Derivatives that pass through 0 are as accurate as the terms that cancel there.
    CHECK(isClose(static_cast<double>(dx[i]), wanted, 5e-7, 4e-6));
  }
}

}  // namespace

TEST_CASE("elementwise: values of all functions") {
  Dice dice(7);
  const std::vector<float> x = samples(dice);
  for (const Case& c : cases) {
    CAPTURE(std::string(c.name));
    std::vector<float> domain;
    // sinh-like growth of cubes and squares beyond floats is checked elsewhere: keep to finite results here.
    for (const float v : x) {
      const bool positive = c.f == UnaryF::log || c.f == UnaryF::sqrt || c.f == UnaryF::rsqrt;
      if (positive && v <= 0) continue;
      if (c.f == UnaryF::log1p && v <= -1) continue;
      domain.push_back(v);
    }
    checkValues(c, domain, c.f == UnaryF::clip ? -0.7f : 2.5f, 0.9f);
  }
}

TEST_CASE("elementwise: slopes of all functions") {
  Dice dice(8);
  std::vector<float> x;
  for (const float range : {0.5f, 3.0f, 20.0f}) {
    for (int k = 0; k < 43; k++) x.push_back(range * dice.signedUnit());
  }
  for (const Case& c : cases) {
    CAPTURE(std::string(c.name));
    std::vector<float> domain;
    for (const float v : x) {
      const bool positive = c.f == UnaryF::log || c.f == UnaryF::sqrt || c.f == UnaryF::pow;
      domain.push_back(positive || c.f == UnaryF::log1p ? std::fabs(v) + 0.01f : v);
    }
    checkSlopes(c, domain, c.f == UnaryF::clip ? -0.7f : 1.5f, 0.9f);
  }
}

TEST_CASE("elementwise: kinks follow the conventions") {
  const auto slopeAt = [](UnaryF f, float x, float alpha) {
    float dy = 1.0f;
    float dx = NAN;
    Scratch scratch;
    int32_t count = 0;
    const UnaryGradArgs args = {&dy, &x, &dx, 1, f, alpha, 1.0f};
    instructionSets(count)[0].kernels->unaryGrad(args, scratch);
    return dx;
  };
  CHECK(slopeAt(UnaryF::relu, 0.0f, 0.0f) == 0.0f);
  CHECK(slopeAt(UnaryF::leakyRelu, 0.0f, 0.1f) == 0.1f);
  CHECK(slopeAt(UnaryF::elu, 0.0f, 0.7f) == 0.7f);
  CHECK(slopeAt(UnaryF::selu, 0.0f, 0.0f) == doctest::Approx(seluScale * seluAlpha));
  CHECK(slopeAt(UnaryF::clip, -1.0f, -1.0f) == 1.0f);
  CHECK(slopeAt(UnaryF::clip, 1.0f, -1.0f) == 1.0f);
  CHECK(slopeAt(UnaryF::abs, 0.0f, 0.0f) == 0.0f);
}

TEST_CASE("elementwise: NaN passes through every function but its sign") {
  const float x[] = {NAN, NAN, NAN};
  for (const Case& c : cases) {
    CAPTURE(std::string(c.name));
    runEverywhere([&](const KernelTable& kernels) {
      float y[3] = {0, 0, 0};
      Scratch scratch;
      kernels.unary({x, y, 3, c.f, 1.5f, 2.0f}, scratch);
      for (const float v : y) CHECK(std::isnan(v));
    });
  }
}

TEST_CASE("elementwise: every length, and in place") {
  Dice dice(9);
  for (int32_t n = 0; n < 70; n++) {
    Floats x(n);
    Floats y(n);
    x.random(dice);
    Scratch scratch;
    sameEverywhere({Output::of(y)}, [&](const KernelTable& k) {
      if (n > 0) memcpy(y.data(), x.data(), x.size() * sizeof(float));
      k.unary({y.data(), y.data(), n, UnaryF::sigmoid, 0, 0}, scratch);
    });
    for (int32_t i = 0; i < n; i++) {
      const size_t at = static_cast<size_t>(i);
      CHECK(accepted(y[at], sigmoid(static_cast<double>(x[at]))));
    }
  }
}
