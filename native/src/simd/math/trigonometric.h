// sin and cos for every float: the argument is reduced in double, huge ones in integers.
#pragma once
#include "polynomial.h"
#include "wide.h"

namespace evenkeel::EVENKEEL_ISA {

/** x = (quarter + 4 k) pi/2 + rest with |rest| <= pi/4 and any whole k. */
struct QuarterTurns {
  vec rest;
  ivec quarter;
};

/** Up to here n * halfPiHigh is exact, n being the number of quarter turns. */
constexpr float largestDirectAngle = 1.0e6f;

/** A half of the lanes, for |x| <= largestDirectAngle. */
EVENKEEL_INLINE dvec reduceHalf(dvec x, lvec* quarter) {
  constexpr double twoOverPi = 0x1.45f306dc9c883p-1;
  constexpr double halfPiHigh = 0x1.921fb544p+0;  // 33 bits
  constexpr double halfPiLow = 0x1.0b4611a626331p-34;
  const dvec shifted = x * twoOverPi + roundingShift;
  const dvec n = shifted - roundingShift;
  *quarter = (lvec)shifted;
  return (x - n * halfPiHigh) - n * halfPiLow;
}

/**
 * Payne and Hanek's reduction of one number, |x| > largestDirectAngle: x is an integer m times a power of two,
 * and only those bits of 2/pi count that give a part of m * 2/pi below 4.
 *
 * @returns the quarter turn; the rest is stored in `rest`
 * @see Payne and Hanek 1983, "Radian reduction for trigonometric functions"
 */
__attribute__((noinline)) static int32_t reduceHuge(float x, float* rest) {
  // 2/pi after 32 zero bits.
  constexpr uint32_t bits[] = {0,          0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0,
                               0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561};
  uint32_t word;
  __builtin_memcpy(&word, &x, sizeof word);
  const int exponent = (int)((word >> 23) & 255) - 150;
  if (exponent > 104) {  // infinity or NaN
    *rest = x - x;
    return 0;
  }
  const uint64_t m = (word & 0x7fffff) | 0x800000;
  // The window of 96 bits starts at the bit of weight 2^(1 - exponent); earlier bits give multiples of 4.
  const int start = exponent + 30;
  const uint32_t* at = bits + start / 32;
  const int shift = start % 32;
  const auto bitsFrom = [&](int k) {
    return (uint32_t)(((((uint64_t)at[k]) << 32 | at[k + 1]) << shift) >> 32);
  };
  const uint64_t window = (uint64_t)bitsFrom(0) << 32 | bitsFrom(1);
  // Two bits before the binary point, 62 behind it; the product may wrap, as whole turns do not matter.
  const uint64_t turns = m * window + ((m * bitsFrom(2)) >> 32);
  const uint64_t quarter = (turns + (uint64_t{1} << 61)) >> 62;
  const double part = (double)(int64_t)(turns - (quarter << 62)) * 0x1p-62;
  const double angle = part * 0x1.921fb54442d18p+0;
  const bool negative = word >> 31;
  *rest = (float)(negative ? -angle : angle);
  return (int32_t)(negative ? 4 - quarter : quarter);
}

EVENKEEL_SHARED QuarterTurns reduceAngle(vec x) {
  const Wide wide = widen(x);
  WideInt quarter;
  const Wide rest = {reduceHalf(wide.low, &quarter.low), reduceHalf(wide.high, &quarter.high)};
  QuarterTurns result = {narrow(rest), narrowInt(quarter)};
  const ivec direct = absolute(x) <= largestDirectAngle;
  if (__builtin_expect(anyOf(~direct), 0)) {
    for (int lane = 0; lane < VW; lane++) {
      if (direct[lane]) continue;
      float lost;
      result.quarter[lane] = reduceHuge(x[lane], &lost);
      result.rest[lane] = lost;
    }
  }
  return result;
}

/** sin of the reduced angle plus `turn` quarter turns. */
EVENKEEL_SHARED vec sinOfTurns(QuarterTurns angle, int turn) {
  constexpr float s[] = {-0.16666667f, 0.008333379f, -0.00019853064f, 2.83251e-06f};
  constexpr float c[] = {0.041666646f, -0.001388731f, 2.4432327e-05f};
  const vec r = angle.rest;
  const vec r2 = r * r;
  const vec sine = madd(r * r2, polynomial(r2, s), r);
  const vec cosine = madd(r2 * r2, polynomial(r2, c), madd(r2, broadcast(-0.5f), broadcast(1.0f)));
  const ivec quarter = angle.quarter + turn;
  const vec value = select((quarter & 1) != 0, cosine, sine);
  return asFloat(asInt(value) ^ (ivec)((uvec)(quarter & 2) << 30));
}

EVENKEEL_INLINE vec sin(vec x) { return select(x == 0.0f, x, sinOfTurns(reduceAngle(x), 0)); }
EVENKEEL_INLINE vec cos(vec x) { return sinOfTurns(reduceAngle(x), 1); }

}  // namespace evenkeel::EVENKEEL_ISA
