// The innermost sums where registers are few: two pixels by two panels of output channels, four vectors. They take as many loads
// as four pixels by one panel, but pointers to half as many pixels, and fetch no line of the target twice.
#pragma once

#include "kernels/conv/pixel_tile.h"

namespace evenkeel::EVENKEEL_ISA {

/** Whether panels are taken in pairs. It changes no bit of the result. */
constexpr bool pairsPanels = compact;

constexpr int pairPixels = 2;
constexpr int pairVectors = 2 * channelPanel / VW;

using PairSums = PixelSums<pairPixels, pairVectors>;

/** Where the next term is: in the source of each pixel, and in the weights of each panel. */
struct PairTerms {
  const float* pixel[pairPixels];
  const float* panel[2];

  /** Adds `count` terms of each pixel and panel, which lie side by side. */
  template <int turn>
  EVENKEEL_INLINE void add(ptrdiff_t count, PairSums& sums) {
    constexpr int width = channelPanel;
    constexpr int vectors = width / VW;
    const auto term = [&](int u) {
      EVENKEEL_UNROLL for (int i = 0; i < 2; i++) {
        hold(pixel[i]);
        hold(panel[i]);
      }
      vec weight[pairVectors];
      EVENKEEL_UNROLL for (int j = 0; j < pairVectors; j++) {
        weight[j] = load(behind(panel[j / vectors], u * width + j % vectors * VW));
      }
      EVENKEEL_UNROLL for (int i = 0; i < pairPixels; i++) {
        const vec x = broadcast(*behind(pixel[i], u));
        EVENKEEL_UNROLL for (int j = 0; j < pairVectors; j++) sums.at[i][j] = madd(x, weight[j], sums.at[i][j]);
      }
    };
    const auto advance = [&](int terms) {
      EVENKEEL_UNROLL for (int i = 0; i < 2; i++) {
        pixel[i] += terms;
        panel[i] += terms * width;
      }
    };
    inTurns<turn>(count, term, advance);
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
