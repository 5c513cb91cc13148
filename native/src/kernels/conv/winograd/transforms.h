// The linear maps of Winograd's minimal filtering F(m x m, kernel x kernel), one dimension at a time. Apart from
// madd, which is rounded the same everywhere, they are made of single operations: same bits on every machine.
// See Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks".
#pragma once

#include "kernels/conv/winograd/tiling.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** `m` outputs of one dimension from `inputs` inputs, by as many products as there are `points`. */
template <int m, int kernel>
struct Winograd;

/** Points 0, 1, -1 and infinity: 4 products where the direct sum has 6. */
template <>
struct Winograd<2, 3> {
  static constexpr int m = 2;
  static constexpr int taps = 3;
  static constexpr int inputs = 4;
  static constexpr int points = 4;

  /** B^T d: inputs of a tile to transformed inputs. */
  static EVENKEEL_INLINE void input(const vec (&d)[4], vec (&to)[4]) {
    to[0] = d[0] - d[2];
    to[1] = d[1] + d[2];
    to[2] = d[2] - d[1];
    to[3] = d[1] - d[3];
  }
  /** G g: kernel to transformed kernel. */
  static EVENKEEL_INLINE void kernel(const vec (&g)[3], vec (&to)[4]) {
    const vec outer = g[0] + g[2];
    to[0] = g[0];
    to[1] = (outer + g[1]) * 0.5f;
    to[2] = (outer - g[1]) * 0.5f;
    to[3] = g[2];
  }
  /** A^T s: sums of products to outputs. */
  static EVENKEEL_INLINE void output(const vec (&s)[4], vec (&to)[2]) {
    to[0] = s[0] + (s[1] + s[2]);
    to[1] = (s[1] - s[2]) - s[3];
  }
  /** A y: output gradients to what multiplies the transformed inputs. */
  static EVENKEEL_INLINE void outputGradient(const vec (&y)[2], vec (&to)[4]) {
    to[0] = y[0];
    to[1] = y[0] + y[1];
    to[2] = y[0] - y[1];
    to[3] = -y[1];
  }
  /** G^T s: sums of products to kernel gradient. */
  static EVENKEEL_INLINE void kernelGradient(const vec (&s)[4], vec (&to)[3]) {
    const vec sum = (s[1] + s[2]) * 0.5f;
    to[0] = s[0] + sum;
    to[1] = (s[1] - s[2]) * 0.5f;
    to[2] = sum + s[3];
  }
};

/**
 * The first three taps by F(2, 3), the other two by F(2, 2): 7 products where the direct sum has 10. F(2, 5) itself
 * would have 6, but larger errors.
 */
template <>
struct Winograd<2, 5> {
  static constexpr int m = 2;
  static constexpr int taps = 5;
  static constexpr int inputs = 6;
  static constexpr int points = 7;

  static EVENKEEL_INLINE void input(const vec (&d)[6], vec (&to)[7]) {
    to[0] = d[0] - d[2];
    to[1] = d[1] + d[2];
    to[2] = d[2] - d[1];
    to[3] = d[1] - d[3];
    to[4] = d[3] - d[4];
    to[5] = d[4];
    to[6] = d[4] - d[5];
  }
  static EVENKEEL_INLINE void kernel(const vec (&g)[5], vec (&to)[7]) {
    const vec outer = g[0] + g[2];
    to[0] = g[0];
    to[1] = (outer + g[1]) * 0.5f;
    to[2] = (outer - g[1]) * 0.5f;
    to[3] = g[2];
    to[4] = g[3];
    to[5] = g[3] + g[4];
    to[6] = g[4];
  }
  static EVENKEEL_INLINE void output(const vec (&s)[7], vec (&to)[2]) {
    to[0] = (s[0] + (s[1] + s[2])) + (s[4] + s[5]);
    to[1] = ((s[1] - s[2]) - s[3]) + (s[5] - s[6]);
  }
  static EVENKEEL_INLINE void outputGradient(const vec (&y)[2], vec (&to)[7]) {
    const vec sum = y[0] + y[1];
    to[0] = y[0];
    to[1] = sum;
    to[2] = y[0] - y[1];
    to[3] = -y[1];
    to[4] = y[0];
    to[5] = sum;
    to[6] = -y[1];
  }
  static EVENKEEL_INLINE void kernelGradient(const vec (&s)[7], vec (&to)[5]) {
    const vec sum = (s[1] + s[2]) * 0.5f;
    to[0] = s[0] + sum;
    to[1] = (s[1] - s[2]) * 0.5f;
    to[2] = sum + s[3];
    to[3] = s[4] + s[5];
    to[4] = s[5] + s[6];
  }
};

/** Points 0, 1, -1, 2, -2 and infinity: 6 products where the direct sum has 12, but larger errors. */
template <>
struct Winograd<4, 3> {
  static constexpr int m = 4;
  static constexpr int taps = 3;
  static constexpr int inputs = 6;
  static constexpr int points = 6;

  static EVENKEEL_INLINE void input(const vec (&d)[6], vec (&to)[6]) {
    const vec four = broadcast(4.0f);
    const vec five = broadcast(-5.0f);
    const vec even = madd(-four, d[2], d[4]);
    const vec odd = madd(-four, d[1], d[3]);
    const vec evenHalf = d[4] - d[2];
    const vec oddHalf = (d[3] - d[1]) * 2.0f;
    to[0] = madd(four, d[0], madd(five, d[2], d[4]));
    to[1] = even + odd;
    to[2] = even - odd;
    to[3] = evenHalf + oddHalf;
    to[4] = evenHalf - oddHalf;
    to[5] = madd(four, d[1], madd(five, d[3], d[5]));
  }
  static EVENKEEL_INLINE void kernel(const vec (&g)[3], vec (&to)[6]) {
    const vec outer = (g[0] + g[2]) * (-1.0f / 6);
    const vec inner = g[1] * (1.0f / 6);
    const vec far = madd(g[2], broadcast(1.0f / 6), g[0] * (1.0f / 24));
    const vec middle = g[1] * (1.0f / 12);
    to[0] = g[0] * 0.25f;
    to[1] = outer - inner;
    to[2] = outer + inner;
    to[3] = far + middle;
    to[4] = far - middle;
    to[5] = g[2];
  }
  static EVENKEEL_INLINE void output(const vec (&s)[6], vec (&to)[4]) {
    const vec nearSum = s[1] + s[2];
    const vec nearDifference = s[1] - s[2];
    const vec farSum = s[3] + s[4];
    const vec farDifference = s[3] - s[4];
    to[0] = (s[0] + nearSum) + farSum;
    to[1] = madd(broadcast(2.0f), farDifference, nearDifference);
    to[2] = madd(broadcast(4.0f), farSum, nearSum);
    to[3] = madd(broadcast(8.0f), farDifference, nearDifference) + s[5];
  }
  static EVENKEEL_INLINE void outputGradient(const vec (&y)[4], vec (&to)[6]) {
    const vec even = y[0] + y[2];
    const vec odd = y[1] + y[3];
    const vec evenFar = madd(broadcast(4.0f), y[2], y[0]);
    const vec oddFar = madd(broadcast(8.0f), y[3], y[1] * 2.0f);
    to[0] = y[0];
    to[1] = even + odd;
    to[2] = even - odd;
    to[3] = evenFar + oddFar;
    to[4] = evenFar - oddFar;
    to[5] = y[3];
  }
  static EVENKEEL_INLINE void kernelGradient(const vec (&s)[6], vec (&to)[3]) {
    const vec nearSum = (s[1] + s[2]) * (-1.0f / 6);
    const vec nearDifference = (s[2] - s[1]) * (1.0f / 6);
    const vec farSum = s[3] + s[4];
    const vec farDifference = s[3] - s[4];
    to[0] = madd(farSum, broadcast(1.0f / 24), madd(s[0], broadcast(0.25f), nearSum));
    to[1] = madd(farDifference, broadcast(1.0f / 12), nearDifference);
    to[2] = madd(farSum, broadcast(1.0f / 6), nearSum) + s[5];
  }
};

/** Calls `call` with the maps of a tiling. */
template <class Call>
EVENKEEL_INLINE void withMaps(const Filtering& filtering, const Call& call) {
  if (filtering.kernel == 5) call(Winograd<2, 5>{});
  else if (filtering.m == 2) call(Winograd<2, 3>{});
  else call(Winograd<4, 3>{});
}

}  // namespace evenkeel::EVENKEEL_ISA
