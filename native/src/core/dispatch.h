// The generated table that checks and runs one frame of each kernel.
#pragma once

#include <stdint.h>

#include "core/check.h"
#include "generated/contract.gen.h"

namespace evenkeel {

struct Dispatch {
  const char* name;
  /** Words of a frame, its kernel number included. */
  int32_t words;
  /** Checks the frame, then runs it; returns false after writing a message. */
  bool (*run)(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch);
};

extern const Dispatch dispatchTable[opCount];

}  // namespace evenkeel
