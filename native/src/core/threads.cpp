// How many threads a loop gets. Each thread that runs kernels has its own limit: worker threads of Node
// choose for themselves.
#include "core/threads.h"

#include <stdlib.h>

namespace evenkeel {

static thread_local int limit = 1;
static thread_local int64_t serialBelow = serialWork;

void setSerialWork(int64_t work) { serialBelow = work; }

int threadLimit() { return limit; }

void setThreadLimit(int threads) { limit = threads < 1 ? 1 : threads; }

int threadsFor(int64_t count, int64_t work) {
  if (work < serialBelow || limit == 1) return 1;
  return count < limit ? static_cast<int>(count) : limit;
}

static int positive(const char* variable) {
  const char* text = getenv(variable);
  if (text == nullptr) return 0;
  // OMP_NUM_THREADS may be a list, one number per nesting level; the first one counts.
  const long value = strtol(text, nullptr, 10);
  return value > 0 && value <= maxThreads ? static_cast<int>(value) : 0;
}

int defaultThreads() {
  if (const int threads = positive("EVENKEEL_THREADS")) return threads;
  if (const int threads = positive("OMP_NUM_THREADS")) return threads;
#ifdef _OPENMP
  return omp_get_num_procs();
#else
  return 1;
#endif
}

}  // namespace evenkeel
