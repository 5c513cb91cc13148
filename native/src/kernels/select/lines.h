// What the kernels of this folder share: indices that are checked first, and the lines of [outer, n, inner].
#pragma once
#include "core/status.h"
#include "core/threads.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

/** The first index that is not from 0 to n - 1. */
EVENKEEL_INLINE Status checkIndices(const int32_t* index, int64_t length, int64_t n) {
  for (int64_t i = 0; i < length; i++) {
    if (index[i] < 0 || index[i] >= n) return Status::outside({"index", i, index[i]}, {0, n - 1});
  }
  return Status::ok();
}

/** Inner elements that one thread takes at a time: no two threads touch the same line. */
constexpr int64_t innerBlock = 1024;

/** Calls `body(o, begin, end)` for ranges of inner elements of every outer index, on several threads. */
template <class Body>
EVENKEEL_INLINE void forEachInnerBlock(int64_t outer, int64_t inner, int64_t work, const Body& body) {
  const int64_t blocks = (inner + innerBlock - 1) / innerBlock;
  parallelFor(outer * blocks, work, [&](int64_t first, int64_t last, int) {
    for (int64_t item = first; item < last; item++) {
      const int64_t begin = item % blocks * innerBlock;
      const int64_t end = begin + innerBlock;
      body(item / blocks, begin, end < inner ? end : inner);
    }
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
