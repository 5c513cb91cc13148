// Random numbers: the known answers of Philox 4x32-10, and what Box and Muller make of them.
#include <doctest/doctest.h>

#include <string>

#include "outputs.h"

using namespace evenkeel;

namespace {

/** The 24 high bits of a word come back from a uniform number between 0 and 2^24. */
uint32_t highBits(float uniform) { return static_cast<uint32_t>(uniform); }

RandomUniformArgs uniformOf(Floats& y, const int32_t (&key)[2], const int32_t (&counter)[4]) {
  return {y.data(),   static_cast<int32_t>(y.size()), key[0], key[1], counter[2], counter[3], counter[0],
          counter[1], 0.0f, 16777216.0f};
}

}  // namespace

TEST_CASE("random: known answers of Philox 4x32-10") {
  struct Known {
    int32_t counter[4];
    int32_t key[2];
    uint32_t words[4];
  };
  const auto word = [](uint32_t bits) { return static_cast<int32_t>(bits); };
  const Known known[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{-1, -1, -1, -1}, {-1, -1}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{word(0x243f6a88), word(0x85a308d3), word(0x13198a2e), word(0x03707344)},
       {word(0xa4093822), word(0x299f31d0)},
       {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (const Known& one : known) {
    Floats y(4);
    Scratch scratch;
    sameEverywhere({Output::of(y)}, [&](const KernelTable& k) {
      k.randomUniform(uniformOf(y, one.key, one.counter), scratch);
    });
    for (size_t i = 0; i < 4; i++) CHECK(highBits(y[i]) == one.words[i] >> 8);
  }
}

TEST_CASE("random: a longer run begins like a shorter one, and blocks carry into the high word") {
  Floats whole(1000);
  Floats part(777);
  Floats later(400);
  Scratch scratch;
  const int32_t key[2] = {5, 6};
  sameEverywhere({Output::of(whole), Output::of(part), Output::of(later)}, [&](const KernelTable& k) {
    k.randomUniform(uniformOf(whole, key, {-3, 8, 1, 2}), scratch);
    k.randomUniform(uniformOf(part, key, {-3, 8, 1, 2}), scratch);
    k.randomUniform(uniformOf(later, key, {0, 9, 1, 2}), scratch);
  });
  for (size_t i = 0; i < part.size(); i++) CHECK(part[i] == whole[i]);
  for (size_t i = 0; i < later.size(); i++) CHECK(later[i] == whole[i + 12]);
}

TEST_CASE("random: normal numbers are Box and Muller's of the same words") {
  const int32_t n = 4003;
  Floats uniform(n + 1);
  Floats normal(n);
  Scratch scratch;
  sameEverywhere({Output::of(uniform), Output::of(normal)}, [&](const KernelTable& k) {
    k.randomUniform({uniform.data(), n + 1, 1, 2, 3, 4, 5, 6, 0.0f, 1.0f}, scratch);
    k.randomNormal({normal.data(), n, 1, 2, 3, 4, 5, 6, 0.5f, 2.0f}, scratch);
  });
  for (size_t i = 0; i + 1 < normal.size(); i += 2) {
    // The uniform numbers lack the low 8 bits of the words: u and v are known to 2^-24.
    const double u = static_cast<double>(uniform[i]) + 0x1p-25;
    const double v = static_cast<double>(uniform[i + 1]) + 0x1p-25;
    if (u < 1e-4) continue;
    const double r = 2 * std::sqrt(-2 * std::log(u));
    const double tolerance = 1e-3 / std::max(r, 1e-2);
    CHECK(static_cast<double>(normal[i]) == doctest::Approx(0.5 + r * std::cos(2 * M_PI * v)).epsilon(tolerance));
    CHECK(static_cast<double>(normal[i + 1]) == doctest::Approx(0.5 + r * std::sin(2 * M_PI * v)).epsilon(tolerance));
  }
}

TEST_CASE("random: moments of a million numbers") {
  const int32_t n = 1000000;
  Floats y(n);
  Scratch scratch;
  runEverywhere([&](const KernelTable& k) { k.randomNormal({y.data(), n, 9, 0, 0, 0, 0, 0, 0.0f, 1.0f}, scratch); });
  double sum = 0;
  double squares = 0;
  double fourth = 0;
  for (size_t i = 0; i < y.size(); i++) {
    const double v = static_cast<double>(y[i]);
    sum += v;
    squares += v * v;
    fourth += v * v * v * v;
  }
  CHECK(std::fabs(sum / n) < 0.004);
  CHECK(std::fabs(squares / n - 1) < 0.006);
  CHECK(std::fabs(fourth / n - 3) < 0.05);
}
