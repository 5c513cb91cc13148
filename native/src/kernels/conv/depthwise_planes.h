// Rearranges channels for depthwise convolutions with a multiplier m > 1, where output channel c * m + j
// belongs to input channel c.
#pragma once

#include <stdint.h>

#include "core/status.h"

namespace evenkeel::EVENKEEL_ISA {

/** Repeats each of `channels` values m times: what every output channel reads. */
EVENKEEL_INLINE void repeatChannels(const float* from, int64_t channels, int64_t multiplier,
                                    float* to) {
  for (int64_t c = 0; c < channels; c++) {
    for (int64_t j = 0; j < multiplier; j++) to[c * multiplier + j] = from[c];
  }
}

/** Turns [channels, m] into m planes [m, channels]. */
EVENKEEL_INLINE void splitPlanes(const float* from, int64_t channels, int64_t multiplier,
                                 float* to) {
  for (int64_t j = 0; j < multiplier; j++) {
    for (int64_t c = 0; c < channels; c++) to[j * channels + c] = from[c * multiplier + j];
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
