// How long the threads of GNU OpenMP spin before they sleep, set before OpenMP reads it.
#if defined(__GLIBC__) || defined(__linux__)
#include <stdlib.h>

namespace {

/**
 * Rounds of spinning at a barrier before the thread goes to sleep, about ten microseconds.
 *
 * GNU OpenMP would spin for milliseconds. On a machine with other work to do, a thread that spins takes the
 * processor from the very thread it waits for: with as many busy processes as processors a training step took
 * thirty times as long. The environment wins: whoever sets OMP_WAIT_POLICY or GOMP_SPINCOUNT gets that.
 */
constexpr const char* spinCount = "1000";

/** The addon is linked with `-z initfirst`, so this runs before the constructor of libgomp. */
__attribute__((constructor)) void setSpinCount() {
  if (getenv("OMP_WAIT_POLICY") != nullptr) return;
  setenv("GOMP_SPINCOUNT", spinCount, 0);
}

}  // namespace
#endif
