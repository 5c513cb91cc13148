// x^y, correctly rounded but for rare cases: logarithm and exponential in double.
#pragma once
#include "wide.h"

namespace evenkeel::EVENKEEL_ISA {

/** log2 x of finite x > 0, relative error below 2^-43; no float is subnormal as a double. */
EVENKEEL_SHARED dvec log2Wide(dvec x) {
  // atanh s = s + s^3 q(s^2)
  constexpr double q[] = {0.33333333337911936, 0.19999997807219314, 0.14286054964252112,
                          0.11088078039530531, 0.09792318114404831};
  const lvec bits = (lvec)x;
  // x = m * 2^e with m from sqrt(1/2) to sqrt(2).
  const lvec e = (bits - 0x3fe6a09e667f3bcd) >> 52;
  const dvec m = (dvec)(bits - (lvec)((ulvec)e << 52));
  const dvec s = (m - 1.0) / (m + 1.0);
  const dvec s2 = s * s;
  const dvec log2m = 2.8853900817779268 * (s + s * (s2 * polynomialWide(s2, q)));
  // The integer e as a double, by the bits of roundingShift + e.
  const dvec whole = (dvec)(e + (lvec)broadcastWide(roundingShift)) - roundingShift;
  return whole + log2m;
}

/** 2^z; 0 below -160 and beyond all floats above 140. NaN is kept. */
EVENKEEL_SHARED dvec exp2Wide(dvec z) {
  constexpr double q[] = {0.6931471805416056,   0.24022651076293908,    0.05550410962779782,
                          0.009618036839495617, 0.0013333430598777183, 0.00015467135005115118,
                          1.531499270169723e-05};
  const dvec low = z < -160.0 ? broadcastWide(-160.0) : z;
  const dvec clamped = low > 140.0 ? broadcastWide(140.0) : low;
  const dvec shifted = clamped + roundingShift;
  const dvec r = clamped - (shifted - roundingShift);
  const lvec n = (lvec)shifted - (lvec)broadcastWide(roundingShift);
  const dvec scale = (dvec)((ulvec)(n + 1023) << 52);
  return (1.0 + r * polynomialWide(r, q)) * scale;
}

/**
 * x^y as ECMAScript defines `x ** y`, which is IEEE 754's pow but for 1^NaN and (+-1)^(+-infinity): these are NaN.
 */
EVENKEEL_SHARED vec pow(vec x, vec y) {
  const vec infinity = broadcast(__builtin_inff());
  const vec size = absolute(x);
  const Wide base = widen(size);
  const Wide exponent = widen(y);
  vec result = narrow({exp2Wide(exponent.low * log2Wide(base.low)),
                       exp2Wide(exponent.high * log2Wide(base.high))});
  // 0 and infinity have no logarithm here: |x|^y is 0 if exactly one of "x is 0" and "y < 0" holds.
  const ivec extreme = (size == 0.0f) | (size == infinity);
  const ivec vanishes = (size == 0.0f) ^ (y < 0.0f);
  result = select(extreme, keepWhere(~vanishes, infinity), result);
  const ivec whole = roundEven(y) == y;
  const vec half = 0.5f * y;
  const ivec odd = whole & (roundEven(half) != half);
  const ivec negative = signBits(x) != 0;
  result = asFloat(asInt(result) ^ (ivec)((uvec)(odd & negative) << 31));
  const vec nan = broadcast(__builtin_nanf(""));
  result = select(negative & ~whole & (size != 0.0f) & (size != infinity), nan, result);
  result = select(isNan(x) | isNan(y), nan, result);
  return select(y == 0.0f, broadcast(1.0f), result);
}

}  // namespace evenkeel::EVENKEEL_ISA
