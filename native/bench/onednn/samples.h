// Taking times as test/bench/samples.ts does.
#pragma once

#include "call.h"

namespace evenkeel {

/** Seconds of single calls, for `seconds` and `fewest` at least. */
std::vector<double> takeSamples(const Call& call, double seconds, std::size_t fewest);

}  // namespace evenkeel
