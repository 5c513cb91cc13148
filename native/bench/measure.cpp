// See measure.h. Best of many short runs: whatever else the machine does makes a ceiling only lower.
#include "measure.h"

#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <algorithm>

namespace evenkeel {
namespace {

volatile float sink;

/** Linux knows what a virtual machine has; sysconf gives the processor's figure, shared by many machines. */
size_t cacheSize(int level, size_t otherwise) {
  char path[] = "/sys/devices/system/cpu/cpu0/cache/index0/size";
  path[sizeof(path) - 7] = static_cast<char>('0' + level);
  FILE* file = fopen(path, "r");
  if (file == nullptr) return otherwise;
  size_t kibibytes = 0;
  const int found = fscanf(file, "%zuK", &kibibytes);
  fclose(file);
  return found == 1 && kibibytes > 0 ? kibibytes << 10 : otherwise;
}

/** Best seconds of one run of `body(thread)` on every thread at once. */
template <class Body>
double best(int threads, double seconds, const Body& body) {
  double fastest = 1e30;
  const double end = now() + seconds;
  do {
    double slowestThread = 0;
#pragma omp parallel num_threads(threads) reduction(max : slowestThread)
    {
#pragma omp barrier
      const double start = now();
      body(omp_get_thread_num());
      slowestThread = now() - start;
    }
    fastest = std::min(fastest, slowestThread);
  } while (now() < end);
  return fastest;
}

double measureFma(const Loops& loops, int threads, double seconds) {
  // About a millisecond: longer than a turn of the scheduler takes, short enough to find a quiet moment.
  constexpr int64_t rounds = 1000000;
  const double time = best(threads, seconds, [&](int) { sink = loops.fma(rounds); });
  return static_cast<double>(threads * rounds * loops.flopsPerRound) / time / 1e9;
}

/** @param bytes  of each of the two arrays of each thread */
double measureMemory(const Loops& loops, int threads, size_t bytes, double seconds) {
  const size_t count = std::max(bytes / sizeof(float) / block * block, block);
  const size_t all = static_cast<size_t>(threads) * 2 * count;
  float* memory = static_cast<float*>(aligned_alloc(2 << 20, (all * 4 / (2 << 20) + 1) * (2 << 20)));
  if (memory == nullptr) return 0;
  memset(memory, 0, all * sizeof(float));
  // Small arrays are gone through often enough for the clock.
  const size_t times = std::max<size_t>(1, (size_t{4} << 20) / (count * sizeof(float)));
  const auto from = [&](int thread) { return memory + static_cast<size_t>(thread) * 2 * count; };
  const auto gbps = [&](double arrays, double time) {
    return arrays * static_cast<double>(times * count * sizeof(float)) * threads / time / 1e9;
  };
  // Both arrays are one to the reader, which then touches as many bytes as the others.
  double fastest = gbps(2, best(threads, seconds / 3, [&](int thread) {
    for (size_t i = 0; i < times; i++) sink = loops.read(from(thread), 2 * count);
  }));
  fastest = std::max(fastest, gbps(2, best(threads, seconds / 3, [&](int thread) {
    for (size_t i = 0; i < times; i++) loops.copy(from(thread), from(thread) + count, count);
  })));
  if (loops.stream != nullptr) {
    fastest = std::max(fastest, gbps(2, best(threads, seconds / 3, [&](int thread) {
      for (size_t i = 0; i < times; i++) loops.stream(from(thread), from(thread) + count, count);
    })));
  }
  free(memory);
  return fastest;
}

}  // namespace

double now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

Caches cachesOfThisMachine() { return {cacheSize(2, 1 << 20), cacheSize(3, 32 << 20)}; }

Ceilings measureCeilings(const Loops& loops, int threads, double seconds) {
  const Caches caches = cachesOfThisMachine();
  const size_t share = static_cast<size_t>(threads) * 2;
  return {
      measureFma(loops, threads, seconds),
      measureMemory(loops, threads, caches.level2 / 4, seconds),
      measureMemory(loops, threads, caches.level3 / 2 / share, seconds),
      measureMemory(loops, threads, std::max(caches.level3 * 4, size_t{64} << 20) / share, seconds),
  };
}

const Loops* loopsFor(const char* isa) {
#if defined(__x86_64__)
  const struct { const Loops* loops; bool supported; } sets[] = {
      {&v4::loops, __builtin_cpu_supports("x86-64-v4") != 0},
      {&v3::loops, __builtin_cpu_supports("x86-64-v3") != 0},
      {&base::loops, true},
  };
#elif defined(__aarch64__)
  const struct { const Loops* loops; bool supported; } sets[] = {{&neon::loops, true}};
#else
  const struct { const Loops* loops; bool supported; } sets[] = {{&base::loops, true}};
#endif
  for (const auto& set : sets) {
    if (set.supported && (*isa == 0 || strcmp(isa, set.loops->isa) == 0)) return set.loops;
  }
  return nullptr;
}

}  // namespace evenkeel
