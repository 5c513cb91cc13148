// See regions.h. The median, because one region that is disturbed costs as much as a thousand.
#include "regions.h"

#include <omp.h>

#include <algorithm>
#include <vector>

#include "measure.h"

namespace evenkeel {

static void waitUntil(double time) {
  while (now() < time) {
  }
}

double regionMicroseconds(int threads, double gap, double seconds) {
  volatile int total = 0;
  std::vector<double> times;
  const double end = now() + seconds;
  do {
    waitUntil(now() + gap * 1e-6);
    const double start = now();
#pragma omp parallel num_threads(threads)
    {
      if (omp_get_thread_num() == 0) total = total + 1;
    }
    times.push_back(now() - start);
  } while (now() < end);
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle * 1e6;
}

}  // namespace evenkeel
