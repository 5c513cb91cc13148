#include "core/processors.h"

#include <unistd.h>

namespace evenkeel {

int processors() {
#ifdef __linux__
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof(allowed), &allowed) == 0) return CPU_COUNT(&allowed);
#endif
  const long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? static_cast<int>(online) : 1;
}

#ifdef __linux__

int processorHere() { return sched_getcpu(); }

Processors::Processors() : known_(sched_getaffinity(0, sizeof(allowed_), &allowed_) == 0) {}

bool Processors::leave(int processor) const {
  cpu_set_t others = allowed_;
  CPU_CLR(processor, &others);
  return known_ && CPU_COUNT(&others) > 0 && sched_setaffinity(0, sizeof(others), &others) == 0;
}

#else

int processorHere() { return -1; }

Processors::Processors() = default;

bool Processors::leave(int) const { return false; }

#endif

}  // namespace evenkeel
