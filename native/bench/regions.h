// What it costs to start and end a parallel region.
#pragma once

namespace evenkeel {

/** Whose threads: those of the kernels (src/core/team.h), or GNU OpenMP's for comparison. */
enum class Starter { team, openMp };

/**
 * Microseconds that an empty parallel region takes when the last one ended `gap` microseconds ago: after a gap longer
 * than the threads wait awake they sleep, and have to be woken.
 */
double regionMicroseconds(Starter starter, int threads, double gap, double seconds);

}  // namespace evenkeel
