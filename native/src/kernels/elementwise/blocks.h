// Splits an elementwise loop into blocks for the threads. Elements do not depend on each other, so where the
// cuts fall changes no bit.
#pragma once
#include "core/threads.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Elements per block: whole cache lines, and enough of them that threads do not share one often. */
constexpr int64_t elementBlock = 1024;

/** Calls `body(begin, end)` for ranges that cover 0..n-1; `cost` is floating-point operations per element. */
template <class Body>
EVENKEEL_INLINE void forElements(int64_t n, int64_t cost, const Body& body) {
  const int64_t blocks = (n + elementBlock - 1) / elementBlock;
  parallelFor(blocks, n * cost, [&](int64_t first, int64_t last, int) {
    const int64_t end = last * elementBlock;
    body(first * elementBlock, end < n ? end : n);
  });
}

/** Calls `full(i)` for every whole vector from begin, then `part(i, k)` for the k < VW elements left, if any. */
template <class Full, class Part>
EVENKEEL_INLINE void forVectors(int64_t begin, int64_t end, const Full& full, const Part& part) {
  int64_t i = begin;
  for (; i + VW <= end; i += VW) full(i);
  if (i < end) part(i, static_cast<int>(end - i));
}

}  // namespace evenkeel::EVENKEEL_ISA
