// How many threads a loop gets. Each thread that runs kernels has its own limit: worker threads of Node
// choose for themselves.
#include "core/threads.h"

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

}  // namespace evenkeel
