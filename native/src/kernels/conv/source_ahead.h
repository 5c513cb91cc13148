// Fetching the memory that comes next while tiles are summed.
#pragma once

#include <stdint.h>

#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** The source of the next block, fetched into the second cache while this one is summed: a few lines with each tile. */
struct SourceAhead {
  const float* at;
  const float* end;
  /** Lines of 16 floats for each tile. */
  int64_t lines;

  EVENKEEL_INLINE void fetch() {
    if (compact || at >= end) return;
    for (int64_t i = 0; i < lines; i++) __builtin_prefetch(at + 16 * i, 0, 2);
    at += 16 * lines;
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
