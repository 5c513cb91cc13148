// What it costs to start and end a parallel region.
#pragma once

namespace evenkeel {

/**
 * Microseconds that an empty parallel region takes when the last one ended `gap` microseconds ago: after a gap longer
 * than the threads spin (GOMP_SPINCOUNT) they sleep, and have to be woken.
 */
double regionMicroseconds(int threads, double gap, double seconds);

}  // namespace evenkeel
