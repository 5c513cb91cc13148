// The vectors of the baseline: its multiply-add against the C library's, and the accuracy of elementary functions.
// Other instruction sets compute the same bits, which the tests of the kernels show.
#define EVENKEEL_ISA base
#include "simd/math.h"

#include <doctest/doctest.h>

#include <string>

#include "kernel_runs.h"

using namespace evenkeel;
using namespace evenkeel::base;

namespace {

float fromBits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

uint32_t bitsOf(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

/** Random bit patterns of a kind: ranges of exponents and numbers of bits in the significand. */
class Patterns {
 public:
  float next(uint32_t lowExponent, uint32_t exponents, bool sparse) {
    const uint32_t exponent = lowExponent + random() % exponents;
    const uint32_t few = (1u << (random() % 23)) | (random() % 4);
    const uint32_t significand = sparse ? few & 0x7fffff : random() & 0x7fffff;
    return fromBits((random() & 1) << 31 | exponent << 23 | significand);
  }
  uint32_t random() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<uint32_t>(state_ >> 16);
  }

 private:
  uint64_t state_ = 88172645463325252ull;
};

/** Counts lanes in which madd is not fmaf, NaN being equal to NaN. */
struct Comparison {
  float a[VW];
  float b[VW];
  float c[VW];
  int64_t different = 0;

  void compare() {
    float got[VW];
    store(got, madd(load(a), load(b), load(c)));
    for (int lane = 0; lane < VW; lane++) {
      const float wanted = std::fma(a[lane], b[lane], c[lane]);
      const bool bothNan = std::isnan(wanted) && std::isnan(got[lane]);
      if (!bothNan && bitsOf(wanted) != bitsOf(got[lane])) different++;
    }
  }
};

/** Largest error of a function over all floats with `step` between their bit patterns, in units in the last place. */
template <class Got, class Wanted>
double worstError(const Got& got, const Wanted& wanted, uint32_t step) {
  double worst = 0;
  for (uint64_t bits = 0; bits < (uint64_t{1} << 32); bits += VW * uint64_t{step}) {
    float x[VW];
    float y[VW];
    for (int lane = 0; lane < VW; lane++) x[lane] = fromBits(static_cast<uint32_t>(bits + lane * uint64_t{step}));
    store(y, got(load(x)));
    for (int lane = 0; lane < VW; lane++) {
      const double exact = wanted(static_cast<double>(x[lane]));
      const float rounded = static_cast<float>(exact);
      if (std::isnan(exact) || std::isinf(rounded)) {
        const bool same = std::isnan(exact) ? std::isnan(y[lane]) : y[lane] == rounded;
        if (!same) worst = INFINITY;
        continue;
      }
      const float size = std::fabs(rounded);
      const double unit = static_cast<double>(std::nextafterf(size, INFINITY)) - static_cast<double>(size);
      worst = std::max(worst, std::fabs(static_cast<double>(y[lane]) - exact) / std::min(unit, 0x1p104));
    }
  }
  return worst;
}

constexpr uint32_t step = 40961;

}  // namespace

TEST_CASE("simd: multiply-add of the baseline rounds once") {
  Patterns p;
  Comparison lanes;
  for (int64_t round = 0; round < 400000; round++) {
    const bool sparse = p.random() & 1;
    for (int lane = 0; lane < VW; lane++) {
      switch (round % 5) {
        case 0:  // anything, infinities and NaN included
          lanes.a[lane] = fromBits(p.random());
          lanes.b[lane] = fromBits(p.random());
          lanes.c[lane] = fromBits(p.random());
          break;
        case 1:  // sums of similar size, and ties
          lanes.a[lane] = p.next(110, 30, sparse);
          lanes.b[lane] = p.next(110, 30, sparse);
          lanes.c[lane] = p.next(80, 90, sparse);
          break;
        case 2:  // cancellation
          lanes.a[lane] = p.next(100, 40, sparse);
          lanes.b[lane] = p.next(100, 40, sparse);
          lanes.c[lane] = fromBits(bitsOf(-lanes.a[lane] * lanes.b[lane]) + p.random() % 5 - 2);
          break;
        case 3:  // subnormal results and ties among them
          lanes.a[lane] = p.next(0, 120, sparse);
          lanes.b[lane] = p.next(0, 120, sparse);
          lanes.c[lane] = p.next(0, 6, sparse);
          break;
        default:  // overflow
          lanes.a[lane] = p.next(170, 85, sparse);
          lanes.b[lane] = p.next(170, 85, sparse);
          lanes.c[lane] = p.next(240, 16, sparse);
      }
    }
    lanes.compare();
  }
  CHECK(lanes.different == 0);
}

TEST_CASE("simd: elementary functions over all floats") {
  const auto bound = [](const char* name, double error, double units) {
    CAPTURE(std::string(name));
    CHECK(error < units);
  };
  bound("exp", worstError([](vec x) { return base::exp(x); }, [](double x) { return std::exp(x); }, step), 1.2);
  bound("expm1", worstError([](vec x) { return base::expm1(x); }, [](double x) { return std::expm1(x); }, step), 1.6);
  bound("log", worstError([](vec x) { return base::log(x); }, [](double x) { return std::log(x); }, step), 1.0);
  bound("log1p", worstError([](vec x) { return base::log1p(x); }, [](double x) { return std::log1p(x); }, step), 1.7);
  bound("tanh", worstError([](vec x) { return base::tanh(x); }, [](double x) { return std::tanh(x); }, step), 1.1);
  bound("erf", worstError([](vec x) { return base::erf(x); }, [](double x) { return std::erf(x); }, step), 1.5);
  bound("erfc", worstError([](vec x) { return base::erfc(x); }, [](double x) { return std::erfc(x); }, step), 4.5);
  bound("sin", worstError([](vec x) { return base::sin(x); }, [](double x) { return std::sin(x); }, step), 1.7);
  bound("cos", worstError([](vec x) { return base::cos(x); }, [](double x) { return std::cos(x); }, step), 1.7);
  const auto sigmoidOf = [](double x) { return 1 / (1 + std::exp(-x)); };
  bound("sigmoid", worstError([](vec x) { return base::sigmoid(x); }, sigmoidOf, step), 2.2);
}

TEST_CASE("simd: powers are rounded almost correctly") {
  for (const float y : {2.0f, 3.0f, 0.5f, -1.5f, -2.0f, 7.3f, 0.0f, 1.0f, -1.0f, 1e-3f, 40.0f}) {
    CAPTURE(y);
    const auto got = [&](vec x) { return base::pow(x, broadcast(y)); };
    CHECK(worstError(got, [&](double x) { return std::pow(x, static_cast<double>(y)); }, step) < 0.51);
  }
}

TEST_CASE("simd: rounding keeps large numbers, zeros and infinities") {
  CHECK(worstError([](vec x) { return roundEven(x); }, [](double x) { return std::nearbyint(x); }, step) == 0);
  CHECK(worstError([](vec x) { return floorOf(x); }, [](double x) { return std::floor(x); }, step) == 0);
}

TEST_CASE("simd: part of a vector touches nothing else") {
  for (int k = 0; k < VW; k++) {
    Floats memory(k);
    Dice dice(static_cast<uint32_t>(k) + 1);
    memory.random(dice);
    const vec a = loadPart(memory.data(), k);
    for (int lane = 0; lane < VW; lane++) CHECK(a[lane] == (lane < k ? memory[static_cast<size_t>(lane)] : 0.0f));
    Floats copy(k);
    storePart(copy.data(), a, k);
    CHECK(copy.sameBits(memory));
  }
}
