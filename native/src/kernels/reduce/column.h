// Reductions down the columns of a matrix: lanes run over columns. Within a chunk of rows, row r goes to partial
// result r mod 4; chunks are merged in double in rising order.
#pragma once
#include "rules.h"
#include "simd/math/wide.h"

namespace evenkeel::EVENKEEL_ISA {

constexpr int64_t columnChunk = 256;

EVENKEEL_INLINE int64_t columnChunks(int64_t n) { return (n + columnChunk - 1) / columnChunk; }

/** Vectors of columns taken together, for independent sums. */
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
constexpr int columnVectors = 4;
#else
constexpr int columnVectors = compact ? 1 : 2;
#endif

/** Rows begin..end-1 of NV vectors of columns; row(r, u) gives vector u of row r. */
template <class Rule, int NV, class Row>
EVENKEEL_INLINE void reduceRows(int64_t begin, int64_t end, const Row& row, vec (&result)[NV]) {
  vec sums[4][NV];
  for (int r = 0; r < 4; r++) {
    for (int u = 0; u < NV; u++) sums[r][u] = broadcast(Rule::identity);
  }
  int64_t k = begin;
  for (; k + 4 <= end; k += 4) {
#pragma GCC unroll 4
    for (int r = 0; r < 4; r++) {
#pragma GCC unroll 4
      for (int u = 0; u < NV; u++) sums[r][u] = Rule::add(sums[r][u], row(k + r, u));
    }
  }
#pragma GCC unroll 3
  for (int r = 0; r < 3; r++) {
    if (k + r >= end) break;
#pragma GCC unroll 4
    for (int u = 0; u < NV; u++) sums[r][u] = Rule::add(sums[r][u], row(k + r, u));
  }
#pragma GCC unroll 4
  for (int u = 0; u < NV; u++) {
    result[u] = Rule::join(Rule::join(sums[0][u], sums[1][u]),
                                  Rule::join(sums[2][u], sums[3][u]));
  }
}

/** Sum over rows 0..n-1 of one vector of columns, row(k) being its row k. */
template <class Row>
EVENKEEL_INLINE vec sumDown(int64_t n, const Row& row) {
  Wide total = {};
  for (int64_t begin = 0; begin < n; begin += columnChunk) {
    const int64_t end = begin + columnChunk < n ? begin + columnChunk : n;
    vec chunk[1];
    reduceRows<SumRule, 1>(begin, end, [&](int64_t k, int) { return row(k); }, chunk);
    if (n <= columnChunk) return chunk[0];
    const Wide wide = widen(chunk[0]);
    total = {total.low + wide.low, total.high + wide.high};
  }
  return narrow(total);
}

}  // namespace evenkeel::EVENKEEL_ISA
