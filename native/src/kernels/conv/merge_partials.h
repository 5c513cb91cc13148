// Merges partial sums in a fixed tree.
#pragma once

#include <stdint.h>

#include "core/threads.h"
#include "kernels/matmul/blocking.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Partial sums [chunks, rows, groups, groupWidth]; the channels of a group are the first of its width. */
struct Partials {
  const float* data;
  int64_t chunks;
  int64_t rows;
  int64_t groups;
  int64_t groupWidth;
  int64_t groupChannels;

  int64_t stride() const { return groups * groupWidth; }
};

constexpr int64_t mostPartials = 32;

/** Neighbors first: ((0 + 1) + (2 + 3)) + ... */
EVENKEEL_INLINE vec sumTree(const float* first, int64_t step, int64_t count) {
  vec sums[mostPartials];
  for (int64_t i = 0; i < count; i++) sums[i] = load(first + i * step);
  for (int64_t gap = 1; gap < count; gap *= 2) {
    for (int64_t i = 0; i + gap < count; i += 2 * gap) sums[i] = sums[i] + sums[i + gap];
  }
  return sums[0];
}

/** Writes the merged sums as [rows, groups * groupChannels]. */
inline void mergePartials(const Partials& p, float* target) {
  const int64_t step = p.rows * p.stride();
  parallelFor(p.rows, step * p.chunks, [&](int64_t begin, int64_t end, int) {
    for (int64_t row = begin; row < end; row++) {
      for (int64_t group = 0; group < p.groups; group++) {
        const float* from = p.data + row * p.stride() + group * p.groupWidth;
        float* to = target + (row * p.groups + group) * p.groupChannels;
        for (int64_t j = 0; j < p.groupChannels; j += VW) {
          const vec sum = sumTree(from + j, step, p.chunks);
          const int64_t lanes = p.groupChannels - j;
          if (lanes >= VW) store(to + j, sum);
          else storePart(to + j, sum, static_cast<int>(lanes));
        }
      }
    }
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
