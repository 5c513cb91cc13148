// The parallel loop covers every item once, whatever the number of threads.
#define EVENKEEL_ISA test
#include "core/threads.h"

#include <doctest/doctest.h>

#include <stddef.h>
#include <stdlib.h>

#include <vector>

using namespace evenkeel;

static std::vector<int> visits(int64_t count, int64_t work, int& threads) {
  std::vector<int> seen(static_cast<size_t>(count), 0);
  std::vector<int> used(1024, 0);
  EVENKEEL_ISA::parallelFor(count, work, [&](int64_t begin, int64_t end, int thread) {
    used[static_cast<size_t>(thread)] = 1;
    for (int64_t i = begin; i < end; i++) seen[static_cast<size_t>(i)]++;
  });
  threads = 0;
  for (const int one : used) threads += one;
  return seen;
}

TEST_CASE("threads: every item once") {
  for (const int limit : {1, 2, 3, 7}) {
    setThreadLimit(limit);
    for (const int64_t count : {0, 1, 2, 5, 100, 1001}) {
      int threads = 0;
      for (const int one : visits(count, serialWork, threads)) REQUIRE(one == 1);
      CHECK(threads <= threadsFor(count, serialWork));
    }
  }
  setThreadLimit(1);
}

TEST_CASE("threads: small work stays on the caller") {
  setThreadLimit(4);
  CHECK(threadsFor(1000, serialWork - 1) == 1);
  CHECK(threadsFor(1000, serialWork) == 4);
  CHECK(threadsFor(3, serialWork) == 3);
  setThreadLimit(0);
  CHECK(threadLimit() == 1);
}

TEST_CASE("threads: the environment decides first") {
  setenv("EVENKEEL_THREADS", "3", 1);
  setenv("OMP_NUM_THREADS", "5,2", 1);
  CHECK(defaultThreads() == 3);
  unsetenv("EVENKEEL_THREADS");
  CHECK(defaultThreads() == 5);
  unsetenv("OMP_NUM_THREADS");
  CHECK(defaultThreads() >= 1);
}
