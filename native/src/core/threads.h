// Parallel loops of kernels. OpenMP stands behind this header only; in WebAssembly loops are serial.
//
// Results must not depend on the number of threads: cut the work into chunks whose size follows from
// the shape alone, let every chunk write its own outputs or its own partial sum, and merge partial
// sums in a fixed order after the loop.
#pragma once

#include <stdint.h>

#include "core/status.h"

#ifdef _OPENMP
#include <omp.h>
#endif

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

#ifdef __wasm__
/** A loop whose body is called through a pointer: inlined for one thread and for several it would be in the module twice. */
struct TeamLoop {
  void (*call)(const void* body, int64_t begin, int64_t end, int thread);
  const void* body;
  int64_t count;
};

/** Runs the loop, cut into one range for each of `threads` threads. */
void runTeam(const TeamLoop& loop, int threads);
#endif

#ifdef EVENKEEL_ISA
namespace EVENKEEL_ISA {

/**
 * Calls `body(begin, end, thread)` with contiguous ranges that together cover 0..count-1, each thread
 * one range.
 *
 * @param count  number of items (fixed-size chunks, tiles, rows)
 * @param work  floating-point operations of the whole loop, roughly; small loops stay serial
 * @param body  callable as body(int64_t begin, int64_t end, int thread), thread < threadsFor(...)
 */
template <class Body>
EVENKEEL_INLINE void parallelFor(int64_t count, int64_t work, const Body& body) {
  if (count <= 0) return;
#ifdef __wasm__
  const auto call = [](const void* data, int64_t begin, int64_t end, int thread) {
    (*static_cast<const Body*>(data))(begin, end, thread);
  };
  runTeam({call, &body, count}, threadsFor(count, work));
#else
  const int threads = threadsFor(count, work);
  if (threads <= 1) {
    body(int64_t{0}, count, 0);
    return;
  }
#ifdef _OPENMP
#pragma omp parallel num_threads(threads)
  {
    const int64_t team = omp_get_num_threads();
    const int64_t thread = omp_get_thread_num();
    const int64_t share = count / team;
    const int64_t rest = count % team;
    const int64_t begin = thread * share + (thread < rest ? thread : rest);
    const int64_t end = begin + share + (thread < rest ? 1 : 0);
    if (begin < end) body(begin, end, static_cast<int>(thread));
  }
#endif
#endif
}

}  // namespace EVENKEEL_ISA
#endif

}  // namespace evenkeel
