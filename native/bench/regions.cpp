// See regions.h. The median, because one region that is disturbed costs as much as a thousand.
#include "regions.h"

#include <omp.h>

#include <algorithm>
#include <vector>

#include "core/team.h"
#include "measure.h"

namespace evenkeel {

static volatile int total = 0;

static void addToTotal(const void*, int64_t, int64_t, int member) {
  if (member == 0) total = total + 1;
}

static void runEmpty(Starter starter, int threads) {
  if (starter == Starter::team) {
    runTeam({addToTotal, nullptr, threads, wakingWork, false}, threads);
    return;
  }
#pragma omp parallel num_threads(threads)
  addToTotal(nullptr, 0, 0, omp_get_thread_num());
}

static void waitUntil(double time) {
  while (now() < time) {
  }
}

double regionMicroseconds(Starter starter, int threads, double gap, double seconds) {
  std::vector<double> times;
  const double end = now() + seconds;
  do {
    waitUntil(now() + gap * 1e-6);
    const double start = now();
    runEmpty(starter, threads);
    times.push_back(now() - start);
  } while (now() < end);
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle * 1e6;
}

}  // namespace evenkeel
