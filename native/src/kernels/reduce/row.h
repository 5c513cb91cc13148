// Reductions of a contiguous row. Element k belongs to virtual lane k mod 64 whatever the width of the vectors,
// blocks of 2048 elements are folded by a fixed tree, and their results are merged in double in rising order.
#pragma once
#include "rules.h"

namespace evenkeel::EVENKEEL_ISA {

constexpr int rowLanes = 64;
constexpr int rowVectors = rowLanes / VW;
constexpr int64_t rowBlock = 2048;

EVENKEEL_INLINE int64_t rowBlocks(int64_t n) { return (n + rowBlock - 1) / rowBlock; }

/** Folds the first `used` virtual lanes, a power of two. */
template <class Rule>
EVENKEEL_INLINE float foldLanes(float* lanes, int used) {
  for (int width = used / 2; width > 0; width /= 2) {
    for (int lane = 0; lane < width; lane++) lanes[lane] = Rule::join(lanes[lane], lanes[lane + width]);
  }
  return lanes[0];
}

/**
 * One block: elements begin..end-1, at most rowBlock of them.
 *
 * @param full  full(i) gives elements i..i+VW-1
 * @param part  part(i, k) gives elements i..i+k-1, the other lanes being Rule::identity
 */
template <class Rule, class Full, class Part>
EVENKEEL_INLINE float reduceBlock(int64_t begin, int64_t end, const Full& full, const Part& part) {
  vec sums[rowVectors];
  for (int u = 0; u < rowVectors; u++) sums[u] = broadcast(Rule::identity);
  int64_t i = begin;
  for (; i + rowLanes <= end; i += rowLanes) {
#pragma GCC unroll 16
    for (int u = 0; u < rowVectors; u++) sums[u] = Rule::add(sums[u], full(i + u * VW));
  }
  for (int u = 0; i < end; u++, i += VW) {
    const vec x = i + VW <= end ? full(i) : part(i, static_cast<int>(end - i));
    sums[u] = Rule::add(sums[u], x);
  }
  float lanes[rowLanes];
  const int64_t count = end - begin;
  const int used = count <= 16 ? 16 : rowLanes;
  for (int u = 0; u * VW < used; u++) store(lanes + u * VW, sums[u]);
  return foldLanes<Rule>(lanes, used);
}

/** A whole row of n >= 1 elements. */
template <class Rule, class Full, class Part>
EVENKEEL_INLINE double reduceRow(int64_t n, const Full& full, const Part& part) {
  double total = Rule::identity;
  for (int64_t begin = 0; begin < n; begin += rowBlock) {
    const int64_t end = begin + rowBlock < n ? begin + rowBlock : n;
    total = Rule::join(total, static_cast<double>(reduceBlock<Rule>(begin, end, full, part)));
  }
  return total;
}

/** The first k lanes of a, `rest` in the others. */
EVENKEEL_INLINE vec fillAfter(vec a, int k, float rest) {
  return select(laneNumbers() < k, a, broadcast(rest));
}

/** Block of an array. */
template <class Rule>
EVENKEEL_INLINE float reduceBlockOf(const float* x, int64_t begin, int64_t end) {
  return reduceBlock<Rule>(
      begin, end, [&](int64_t i) { return load(x + i); },
      [&](int64_t i, int k) { return fillAfter(loadPart(x + i, k), k, Rule::identity); });
}

}  // namespace evenkeel::EVENKEEL_ISA
