// Ceilings of this machine on a number of threads.
#pragma once

#include "loops.h"

namespace evenkeel {

/** Bytes; a guess where the system does not say. */
struct Caches {
  /** Of one core. */
  size_t level2;
  /** Shared. */
  size_t level3;
};

struct Ceilings {
  double fmaGflops;
  /** The best of reading, copying and copying past the caches; a copy counts both ways. */
  double level2Gbps;
  double level3Gbps;
  double dramGbps;
};

Caches cachesOfThisMachine();

/** Seconds since some moment. */
double now();

/** @param seconds  time for each of the four */
Ceilings measureCeilings(const Loops& loops, int threads, double seconds);

}  // namespace evenkeel
