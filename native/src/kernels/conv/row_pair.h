// The micro-kernel for pixels of a row and two panels at once.
#pragma once

#include <stdint.h>

#include "kernels/conv/row_tile.h"
#include "kernels/matmul/pair_terms.h"

namespace evenkeel::EVENKEEL_ISA {

/** Terms of a turn: a row of a kernel of three columns on three channels. */
constexpr int pairTurn = 9;

/** Computes `row.width` pixels, two or more, of taps whose columns are one run, for a panel and the one behind it. */
__attribute__((noinline)) inline void convolvePair(const PixelRow& rowInMemory, const TapRuns& tapsInMemory,
                                                   const ChannelPanel& panelInMemory) {
  Kept<PixelRow>::type row = rowInMemory;
  Kept<TapRuns>::type taps = tapsInMemory;
  Kept<ChannelPanel>::type panel = panelInMemory;
  for (int64_t begin = 0; begin < row.width; begin += pairRows) {
    // The last of an odd number is computed with its neighbor, once more.
    const int64_t at = smaller(begin, row.width - pairRows);
    const float* from = row.from + at * row.fromStep;
    const float* weights = panel.weights;
    PixelSums<pairRows, pairVectors> sums;
    clearSums(sums);
    for (int64_t r = 0; r < taps.rows; r++) {
      PairTerms terms{{from, from + row.fromStep}, {weights, weights + panel.pairStep}};
      terms.add<pairTurn>(taps.run, sums.at);
      from += taps.rowStep;
      weights += taps.rowWeights;
    }
    float* to = row.to + at * row.toStep;
    finishPixels({nullptr, panel.bias, VW, panel.relu, 0}, [&](int i) { return to + i * row.toStep; }, sums);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
