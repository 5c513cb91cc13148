// y[o,k,i] = place of the k-th smallest of x[o,:,i]: a merge sort from below, which keeps the order of equals.
#include "core/scratch.h"
#include "lines.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Whether a stands before b in ascending order; NaN is the largest. */
EVENKEEL_INLINE bool below(float a, float b) { return a < b || (b != b && a == a); }

/** One line of x, element k lying at x[k * stride]. */
struct Line {
  const float* x;
  int64_t stride;
  bool descending;

  /** Whether element a stands before b. */
  EVENKEEL_INLINE bool before(int32_t a, int32_t b) const {
    const float left = x[a * stride];
    const float right = x[b * stride];
    return descending ? below(right, left) : below(left, right);
  }
};

/** Merges order[begin..middle) and order[middle..end) into `merged`. */
EVENKEEL_INLINE void merge(const Line& line, const int32_t* order, int32_t* merged, int64_t begin,
                           int64_t middle, int64_t end) {
  int64_t left = begin;
  int64_t right = middle;
  for (int64_t at = begin; at < end; at++) {
    const bool takeRight =
        left == middle || (right < end && line.before(order[right], order[left]));
    merged[at] = takeRight ? order[right++] : order[left++];
  }
}

/** Sorts 0..n-1 by the line; returns whichever of both buffers holds the result. */
EVENKEEL_INLINE const int32_t* sorted(const Line& line, int64_t n, int32_t* order, int32_t* spare) {
  for (int64_t k = 0; k < n; k++) order[k] = static_cast<int32_t>(k);
  for (int64_t run = 1; run < n; run *= 2) {
    for (int64_t begin = 0; begin < n; begin += 2 * run) {
      const int64_t middle = begin + run < n ? begin + run : n;
      const int64_t end = begin + 2 * run < n ? begin + 2 * run : n;
      merge(line, order, spare, begin, middle, end);
    }
    int32_t* const full = spare;
    spare = order;
    order = full;
  }
  return order;
}

}  // namespace

Status argSort(const ArgSortArgs& args, Scratch& scratch) {
  const int64_t n = args.n;
  const int64_t inner = args.inner;
  const int64_t lines = args.outer * inner;
  const int64_t work = lines * n * 20;
  const int64_t threads = threadsFor(lines, work);
  int32_t* buffers = scratch.ints(Slot::partials, static_cast<size_t>(threads * 2 * n));
  if (buffers == nullptr && threads * n > 0) return Status::outOfMemory();
  parallelFor(lines, work, [&](int64_t first, int64_t last, int thread) {
    int32_t* order = buffers + thread * 2 * n;
    for (int64_t item = first; item < last; item++) {
      const int64_t base = item / inner * n * inner + item % inner;
      const int32_t* result = sorted({args.x + base, inner, args.descending}, n, order, order + n);
      for (int64_t k = 0; k < n; k++) args.y[base + k * inner] = result[k];
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
