// The innermost sums where registers are few: two rows (pixels, tiles) by two panels of columns (output channels), four vectors.
// They take as many loads as four rows by one panel, but pointers to half as many rows, and write whole lines of the target.
#pragma once

#include <stddef.h>

#include "kernels/matmul/blocking.h"
#include "simd/turns.h"
#include "simd/unroll.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Whether panels are taken in pairs. It changes no bit of a result. */
constexpr bool pairsPanels = compact;

constexpr int pairRows = 2;
constexpr int pairVectors = 2 * panelWidth / VW;

/** Where the next term is: in each row, and in each panel. */
struct PairTerms {
  const float* row[pairRows];
  const float* panel[2];

  /** Adds `count` terms, which lie side by side, and calls `turned` after each turn that another follows. */
  template <int turn, class Turned>
  EVENKEEL_INLINE void add(ptrdiff_t count, vec (&sums)[pairRows][pairVectors], const Turned& turned) {
    constexpr int width = panelWidth;
    constexpr int vectors = width / VW;
    const auto term = [&](int u) {
      EVENKEEL_UNROLL for (int i = 0; i < 2; i++) {
        hold(row[i]);
        hold(panel[i]);
      }
      vec column[pairVectors];
      EVENKEEL_UNROLL for (int j = 0; j < pairVectors; j++) {
        column[j] = load(behind(panel[j / vectors], u * width + j % vectors * VW));
      }
      EVENKEEL_UNROLL for (int i = 0; i < pairRows; i++) {
        const vec factor = broadcast(*behind(row[i], u));
        EVENKEEL_UNROLL for (int j = 0; j < pairVectors; j++) sums[i][j] = madd(factor, column[j], sums[i][j]);
      }
    };
    const auto advance = [&](int terms) {
      EVENKEEL_UNROLL for (int i = 0; i < 2; i++) {
        row[i] += terms;
        panel[i] += terms * width;
      }
      turned();
    };
    inTurns<turn>(count, term, advance);
  }

  template <int turn>
  EVENKEEL_INLINE void add(ptrdiff_t count, vec (&sums)[pairRows][pairVectors]) {
    add<turn>(count, sums, [] {});
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
