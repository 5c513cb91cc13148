// Fills an array from Philox blocks: block b gives elements 4b to 4b + 3.
#pragma once
#include "core/threads.h"
#include "philox.h"

namespace evenkeel::EVENKEEL_ISA {

/**
 * Calls `convert(words, numbers)` for every group of philoxLanes blocks, numbers being [philoxLanes][4], and copies
 * them to y.
 *
 * @param cost  operations per number
 */
template <class Convert>
EVENKEEL_INLINE void fillFromPhilox(float* y, int64_t n, const PhiloxStart& start, int64_t cost,
                                    const Convert& convert) {
  constexpr int64_t group = 4 * philoxLanes;
  parallelFor((n + group - 1) / group, n * cost, [&](int64_t first, int64_t last, int) {
    float numbers[philoxLanes][4];
    for (int64_t g = first; g < last; g++) {
      convert(philox(start, g * philoxLanes), numbers);
      const int64_t left = n - g * group;
      const int64_t count = left < group ? left : group;
      __builtin_memcpy(y + g * group, numbers, static_cast<size_t>(count) * sizeof(float));
    }
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
