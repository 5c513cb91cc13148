// Reductions of a contiguous row. Element k belongs to virtual lane k mod 64 whatever the width of the vectors,
// blocks of 2048 elements are folded by a fixed tree, and their results are merged in double in rising order.
#pragma once
#include "rules.h"
#include "simd/unroll.h"

namespace evenkeel::EVENKEEL_ISA {

constexpr int rowLanes = 64;
constexpr int rowVectors = rowLanes / VW;
constexpr int64_t rowBlock = 2048;

EVENKEEL_INLINE int64_t rowBlocks(int64_t n) { return (n + rowBlock - 1) / rowBlock; }

/** Joins the halves of a vector until four lanes are left, then those: lane l meets lane l + width/2. */
template <class Rule, int Width>
EVENKEEL_INLINE float foldVector(const float* lanes) {
  if constexpr (Width == 4) {
    return Rule::join(Rule::join(lanes[0], lanes[2]), Rule::join(lanes[1], lanes[3]));
  } else {
    typedef float half __attribute__((vector_size(Width * 2), may_alias));
    half low;
    half high;
    __builtin_memcpy(&low, lanes, sizeof low);
    __builtin_memcpy(&high, lanes + Width / 2, sizeof high);
    const half joined = Rule::join(low, high);
    float rest[Width / 2];
    __builtin_memcpy(rest, &joined, sizeof joined);
    return foldVector<Rule, Width / 2>(rest);
  }
}

/** Folds the virtual lanes of the first `count` vectors, a power of two of them: lane l meets lane l + width/2. */
template <class Rule>
EVENKEEL_INLINE float foldLanes(vec (&sums)[rowVectors], int count) {
  EVENKEEL_UNROLL_SOME
  for (int half = rowVectors / 2; half > 0; half /= 2) {
    if (half >= count) continue;
    EVENKEEL_UNROLL_SOME
    for (int u = 0; u < half; u++) sums[u] = Rule::join(sums[u], sums[u + half]);
  }
  float lanes[VW];
  store(lanes, sums[0]);
  return foldVector<Rule, VW>(lanes);
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
    EVENKEEL_UNROLL_SOME
    for (int u = 0; u < rowVectors; u++) sums[u] = Rule::add(sums[u], full(i + u * VW));
  }
  for (int u = 0; i < end; u++, i += VW) {
    const vec x = i + VW <= end ? full(i) : part(i, static_cast<int>(end - i));
    sums[u] = Rule::add(sums[u], x);
  }
  return foldLanes<Rule>(sums, end - begin <= 16 ? 16 / VW : rowVectors);
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
EVENKEEL_SHARED float reduceBlockOf(const float* x, int64_t begin, int64_t end) {
  return reduceBlock<Rule>(
      begin, end, [&](int64_t i) { return load(x + i); },
      [&](int64_t i, int k) { return fillAfter(loadPart(x + i, k), k, Rule::identity); });
}

/** The largest of n >= 1 elements, NaN if there is one. */
EVENKEEL_SHARED float maxOfRow(const float* x, int64_t n) {
  float max = -__builtin_inff();
  for (int64_t begin = 0; begin < n; begin += rowBlock) {
    const int64_t end = begin + rowBlock < n ? begin + rowBlock : n;
    max = MaxRule::join(max, reduceBlockOf<MaxRule>(x, begin, end));
  }
  return max;
}

}  // namespace evenkeel::EVENKEEL_ISA
