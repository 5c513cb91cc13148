// How x [n, s, groups, k] is cut for group statistics, from its shape alone. Examples of one row go row by row, so that
// a group is contiguous; images go in chunks of pixels, so that the channels are.
#pragma once
#include "core/scratch.h"
#include "core/threads.h"
#include "four_sums.h"
#include "simd/panel.h"

namespace evenkeel::EVENKEEL_ISA {

struct GroupPlan {
  /** Pixels of a chunk: short ones keep float sums accurate. */
  static constexpr int64_t chunkPixels = 256;

  int64_t n;
  int64_t s;
  int64_t groups;
  int64_t k;
  int64_t c;
  int64_t chunks;

  GroupPlan(int64_t examples, int64_t pixels, int64_t groupCount, int64_t size)
      : n(examples), s(pixels), groups(groupCount), k(size), c(groupCount * size),
        chunks((pixels + chunkPixels - 1) / chunkPixels) {}

  int64_t size() const { return n * s * c; }
  /** Elements of a group, as a double for means. */
  double members() const { return static_cast<double>(s) * static_cast<double>(k); }
};

/** Pixels of one example. */
struct PixelChunk {
  int64_t index;
  int64_t example;
  /** First element, and pixels. */
  int64_t begin;
  int64_t rows;
};

/** Calls `body(chunk)` for all chunks of all examples. */
template <class Body>
EVENKEEL_INLINE void forPixelChunks(const GroupPlan& plan, int64_t cost, const Body& body) {
  parallelFor(plan.n * plan.chunks, plan.size() * cost, [&](int64_t first, int64_t last, int) {
    for (int64_t q = first; q < last; q++) {
      const int64_t example = q / plan.chunks;
      const int64_t pixel = q % plan.chunks * GroupPlan::chunkPixels;
      const int64_t left = plan.s - pixel;
      const int64_t rows = left < GroupPlan::chunkPixels ? left : GroupPlan::chunkPixels;
      body(PixelChunk{q, example, (example * plan.s + pixel) * plan.c, rows});
    }
  });
}

/** Calls `body(example)` for all examples. */
template <class Body>
EVENKEEL_INLINE void forExamples(const GroupPlan& plan, int64_t cost, const Body& body) {
  parallelFor(plan.n, plan.n * plan.c * cost, [&](int64_t first, int64_t last, int) {
    for (int64_t example = first; example < last; example++) body(example);
  });
}

/** Vectors per panel of the loops over pixels. */
constexpr int groupVectors = 2;

/** The vector, or c times `value` in scratch memory (slot spare) if it is absent; nullptr if memory is exhausted. */
inline const float* vectorOr(const float* given, float value, int64_t c, float* memory) {
  if (given) return given;
  for (int64_t j = 0; j < c; j++) memory[j] = value;
  return memory;
}

}  // namespace evenkeel::EVENKEEL_ISA
