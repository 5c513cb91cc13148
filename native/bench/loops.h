// The loops whose speed is a ceiling, one set of them for each instruction set.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace evenkeel {

struct Loops {
  const char* isa;
  /** Multiply-adds in registers; returns a number that depends on all of them. */
  float (*fma)(int64_t rounds);
  /** Floating-point operations of one round. */
  int64_t flopsPerRound;
  /** Reads `count` floats, a multiple of `block`. */
  float (*read)(const float* from, size_t count);
  void (*copy)(const float* from, float* to, size_t count);
  /** The same past the caches; nullptr where there is no such store. */
  void (*stream)(const float* from, float* to, size_t count);
};

/** Floats that one turn of the memory loops handles. */
constexpr size_t block = 128;

#if defined(__x86_64__)
namespace base { extern const Loops loops; }
namespace v3 { extern const Loops loops; }
namespace v4 { extern const Loops loops; }
#elif defined(__aarch64__)
namespace neon { extern const Loops loops; }
#else
namespace base { extern const Loops loops; }
#endif

/** The loops called `isa`, or the best that the processor has if it is empty; nullptr if there are none. */
const Loops* loopsFor(const char* isa);

}  // namespace evenkeel
