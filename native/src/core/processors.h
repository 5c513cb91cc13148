// The processors of the machine, as far as threads of a team need to know them.
#pragma once

#ifdef __linux__
#include <sched.h>
#endif

namespace evenkeel {

/** How many processors this process may run on. */
int processors();

/** The processor that this thread is on, or -1 where nobody says. */
int processorHere();

/** The processors that the thread which makes it may run on. */
class Processors {
 public:
  Processors();

  /** Moves the calling thread off a processor; false if it may run on no other. */
  bool leave(int processor) const;

#ifdef __linux__
 private:
  cpu_set_t allowed_;
  bool known_;
#endif
};

}  // namespace evenkeel
