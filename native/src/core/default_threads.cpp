// How many threads a context starts with, where there is an environment to ask.
#include <stdlib.h>

#include "core/processors.h"
#include "core/threads.h"

namespace evenkeel {

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
  return processors();
}

}  // namespace evenkeel
