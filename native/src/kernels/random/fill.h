// Fills an array from Philox blocks: block b gives elements 4b to 4b + 3.
#pragma once
#include "core/threads.h"
#include "philox.h"

namespace evenkeel::EVENKEEL_ISA {

/**
 * Calls `full(i, words)` for whole vectors of elements i..i+VW-1 and `part(i, k, words)` for the k < VW last ones.
 *
 * @param cost  operations per element
 */
template <class Full, class Part>
EVENKEEL_INLINE void fromPhilox(int64_t n, const PhiloxStart& start, int64_t cost, const Full& full,
                                const Part& part) {
  const int64_t groups = (n + philoxGroup - 1) / philoxGroup;
  parallelFor(groups, n * cost, [&](int64_t first, int64_t last, int) {
    for (int64_t g = first; g < last; g++) {
      const PhiloxWords random = philox(start, g * VW);
      int64_t i = g * philoxGroup;
      for (int q = 0; q < 4 && i < n; q++, i += VW) {
        if (i + VW <= n) {
          full(i, random.words[q]);
        } else {
          part(i, static_cast<int>(n - i), random.words[q]);
        }
      }
    }
  });
}

/** Fills y with `convert(words)`. */
template <class Convert>
EVENKEEL_INLINE void fillFromPhilox(float* y, int64_t n, const PhiloxStart& start, int64_t cost,
                                    const Convert& convert) {
  fromPhilox(
      n, start, cost, [&](int64_t i, uvec words) { store(y + i, convert(words)); },
      [&](int64_t i, int k, uvec words) { storePart(y + i, convert(words), k); });
}

}  // namespace evenkeel::EVENKEEL_ISA
