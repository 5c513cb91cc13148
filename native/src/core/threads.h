// Parallel loops of kernels. The team of threads stands behind this header only; WebAssembly has its own.
//
// Results must not depend on the number of threads: cut the work into chunks whose size follows from
// the shape alone, let every chunk write its own outputs or its own partial sum, and merge partial
// sums in a fixed order after the loop.
#pragma once

#include <stdint.h>

#include "core/status.h"
#include "core/team.h"

namespace evenkeel {

/** Loops with less work than this (in floating-point operations) run on the calling thread. */
constexpr int64_t serialWork = 300000;

/** Another bound in place of serialWork, so that tests run small shapes on several threads. */
void setSerialWork(int64_t work);

/** More threads than this are never asked for. */
constexpr int maxThreads = 1024;

/** Threads that loops started from this thread may use. */
int threadLimit();
void setThreadLimit(int threads);

/** EVENKEEL_THREADS, else OMP_NUM_THREADS, else the processors this process may run on. */
int defaultThreads();

/** Threads that parallelFor will use at most: to size scratch memory that is one piece per thread. */
int threadsFor(int64_t count, int64_t work);

#ifdef EVENKEEL_ISA
namespace EVENKEEL_ISA {

/** Whether threads begin with the first or the last items of their share. */
enum class Direction { forwards, backwards };

/**
 * Calls `body(begin, end, thread)` with ranges that together cover 0..count-1, each item once. A thread
 * is called several times: for parts of its own contiguous share, then for what is left of the others'.
 *
 * @param count  number of items (fixed-size chunks, tiles, rows)
 * @param work  floating-point operations of the whole loop, roughly; small loops stay serial
 * @param body  callable as body(int64_t begin, int64_t end, int thread), thread < threadsFor(...)
 */
template <Direction direction = Direction::forwards, class Body>
EVENKEEL_INLINE void parallelFor(int64_t count, int64_t work, const Body& body) {
  if (count <= 0) return;
  const int threads = threadsFor(count, work);
#ifndef __wasm__
  // A WebAssembly module would be larger for holding each body twice.
  if (threads <= 1) {
    body(int64_t{0}, count, 0);
    return;
  }
#endif
  const auto call = [](const void* data, int64_t begin, int64_t end, int thread) {
    (*static_cast<const Body*>(data))(begin, end, thread);
  };
  runTeam({call, &body, count, work, direction == Direction::backwards}, threads);
}

}  // namespace EVENKEEL_ISA
#endif

}  // namespace evenkeel
