// Compares what a kernel writes on every instruction set and number of threads, bit for bit.
#pragma once

#include <doctest/doctest.h>

#include "kernel_runs.h"

namespace evenkeel {

/** Lets small loops run on several threads. */
class EagerThreads {
 public:
  EagerThreads() { setSerialWork(1); }
  ~EagerThreads() { setSerialWork(serialWork); }
};

/** A block of memory that a kernel writes, with what the first run left in it. */
struct Output {
  void* data;
  size_t bytes;

  static Output of(Floats& floats) { return {floats.data(), floats.size() * sizeof(float)}; }
};

/**
 * Calls run(kernels) everywhere and checks that all outputs get the same bits. They are filled with NaN (bytes of
 * 0xff) before each run; afterwards they hold the result.
 */
template <class Run>
void sameEverywhere(const std::vector<Output>& outputs, const Run& run) {
  const EagerThreads eager;
  std::vector<std::vector<char>> first;
  runEverywhere([&](const KernelTable& kernels) {
    for (const Output& output : outputs) {
      if (output.bytes > 0) memset(output.data, 0xff, output.bytes);
    }
    run(kernels);
    for (size_t k = 0; k < outputs.size(); k++) {
      const char* data = static_cast<const char*>(outputs[k].data);
      std::vector<char> bits(data, data + outputs[k].bytes);
      if (k == first.size()) first.push_back(bits);
      else CHECK(bits == first[k]);
    }
  });
}

inline bool succeeded(const Status& status) { return status.kind == Status::Kind::ok; }

/** Whether |got - wanted| <= absolute + relative |wanted|; NaN and infinities must agree. */
inline bool isClose(double got, double wanted, double absolute, double relative) {
  if (std::isnan(wanted)) return std::isnan(got);
  const bool infinite = std::isinf(static_cast<float>(wanted));
  if (infinite) return got == static_cast<double>(static_cast<float>(wanted));
  return std::fabs(got - wanted) <= absolute + relative * std::fabs(wanted);
}

}  // namespace evenkeel
