#include "samples.h"

#include <chrono>

namespace evenkeel {

namespace {

/** Shorter than this the clock is too coarse for: several calls make one sample. */
constexpr double shortestSample = 50e-6;

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double timeOf(const Call& call, int calls) {
  const double start = now();
  for (int i = 0; i < calls; i++) call();
  return now() - start;
}

}  // namespace

std::vector<double> takeSamples(const Call& call, double seconds, std::size_t fewest) {
  int calls = 1;
  while (timeOf(call, calls) < shortestSample) calls *= 2;
  std::vector<double> samples;
  const double end = now() + seconds;
  do {
    samples.push_back(timeOf(call, calls) / calls);
  } while (samples.size() < fewest || now() < end);
  return samples;
}

}  // namespace evenkeel
