// The threads behind parallel loops. Each thread that runs kernels has a team of its own: helpers that sleep until a
// loop is theirs to share.
//
// A loop is cut into pieces. Every member begins with pieces of its own share and then takes what is left of the
// others', so that a helper that wakes late or has lost its processor to another process holds nobody up but by the
// piece that it has begun.
#pragma once

#include <stdint.h>

namespace evenkeel {

/** Less work than this, in one loop or in several, is not worth waking a helper, which takes longer. */
constexpr int64_t wakingWork = 2000000;

/** A loop over 0..count-1, whose body is called through a pointer for ranges of it; member < threads. */
struct TeamLoop {
  void (*call)(const void* body, int64_t begin, int64_t end, int member);
  const void* body;
  int64_t count;
  /** Floating-point operations, roughly. */
  int64_t work;
  /** Members take the last piece of their share first. */
  bool backwards;
};

/** Runs a loop on `threads` members of the team of the calling thread and returns when all of it is done. */
void runTeam(const TeamLoop& loop, int threads);

}  // namespace evenkeel
