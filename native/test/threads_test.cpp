// The parallel loop covers every item once, whatever the number of threads.
#define EVENKEEL_ISA test
#include "core/threads.h"

#include <doctest/doctest.h>

#include <sched.h>
#include <stddef.h>
#include <stdlib.h>

#include <atomic>
#include <chrono>
#include <thread>
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

TEST_CASE("threads: pieces of large loops, from either end") {
  for (const int limit : {2, 3, 8, 2}) {
    setThreadLimit(limit);
    for (const int64_t count : {2, 3, 64, 1001}) {
      int threads = 0;
      for (const int one : visits(count, 100 * wakingWork, threads)) REQUIRE(one == 1);
      std::vector<int> seen(static_cast<size_t>(count), 0);
      EVENKEEL_ISA::parallelFor<EVENKEEL_ISA::Direction::backwards>(
          count, 100 * wakingWork, [&](int64_t begin, int64_t end, int) {
            for (int64_t i = begin; i < end; i++) seen[static_cast<size_t>(i)]++;
          });
      for (const int one : seen) REQUIRE(one == 1);
    }
  }
  setThreadLimit(1);
}

TEST_CASE("threads: what a thread owns is touched by nobody else") {
  setThreadLimit(4);
  for (int loop = 0; loop < 300; loop++) {
    // Plain numbers on purpose: the thread sanitizer sees it if two threads share an index.
    int64_t sums[4] = {0, 0, 0, 0};
    EVENKEEL_ISA::parallelFor(100, 50 * wakingWork, [&](int64_t begin, int64_t end, int thread) {
      for (int64_t i = begin; i < end; i++) sums[thread] += i;
    });
    REQUIRE(sums[0] + sums[1] + sums[2] + sums[3] == 4950);
  }
  setThreadLimit(1);
}

TEST_CASE("threads: a slow member keeps only the piece it has begun") {
  setThreadLimit(2);
  std::atomic<int64_t> done{0};
  int64_t others = 0;
  EVENKEEL_ISA::parallelFor(16, 100 * wakingWork, [&](int64_t begin, int64_t end, int thread) {
    // The helper, if it comes at all, stays in its first piece until all others are done.
    if (thread == 1) {
      while (done + (end - begin) < 16) std::this_thread::yield();
    } else {
      others += end - begin;
    }
    done += end - begin;
  });
  CHECK(done == 16);
  CHECK(others >= 15);
  setThreadLimit(1);
}

TEST_CASE("threads: several callers at once, each with a team that ends with it") {
  std::vector<std::thread> callers;
  std::atomic<int64_t> total{0};
  for (int caller = 0; caller < 4; caller++) {
    callers.emplace_back([&total, caller] {
      setThreadLimit(2 + caller % 2);
      for (int loop = 0; loop < 50; loop++) {
        EVENKEEL_ISA::parallelFor(37, 20 * wakingWork,
                                  [&](int64_t begin, int64_t end, int) { total += end - begin; });
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  CHECK(total == 4 * 50 * 37);
}

TEST_CASE("threads: helpers that went to sleep come back for small loops, too") {
  setThreadLimit(2);
  for (int rest = 0; rest < 5; rest++) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
    for (int loop = 0; loop < 20; loop++) {
      int threads = 0;
      for (const int one : visits(50, serialWork, threads)) REQUIRE(one == 1);
    }
  }
  setThreadLimit(1);
}

#ifdef __linux__
TEST_CASE("threads: one processor for all members") {
  std::thread([] {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    REQUIRE(sched_setaffinity(0, sizeof(one), &one) == 0);
    setThreadLimit(3);
    for (int loop = 0; loop < 50; loop++) {
      int threads = 0;
      for (const int seen : visits(37, 20 * wakingWork, threads)) REQUIRE(seen == 1);
    }
  }).join();
}
#endif

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
