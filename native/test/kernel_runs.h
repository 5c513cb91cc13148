// Random arguments for kernels, and runs of one kernel on every instruction set and several numbers of
// threads. Buffers have exactly the size that they need, so that the sanitizers see every step beyond.
#pragma once

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/isa.h"
#include "core/scratch.h"
#include "core/threads.h"
#include "generated/contract.gen.h"

namespace evenkeel {

/** Small linear congruential generator: the same shapes in every run. */
class Dice {
 public:
  explicit Dice(uint32_t seed) : state_(seed) {}

  /** An integer from low to high. */
  int32_t roll(int32_t low, int32_t high) {
    return low + static_cast<int32_t>(next() % static_cast<uint32_t>(high - low + 1));
  }
  bool coin() { return roll(0, 1) == 1; }
  /** From -1 to 1. */
  float signedUnit() { return static_cast<float>(next()) / 8388608.0f - 1.0f; }

 private:
  uint32_t next() {
    state_ = state_ * 1664525u + 1013904223u;
    return state_ >> 8;
  }
  uint32_t state_;
};

/** Floats on the heap, no more than asked for. */
class Floats {
 public:
  explicit Floats(int64_t count) : size_(static_cast<size_t>(count)), data_(new float[size_]) {}
  Floats(const Floats&) = delete;
  Floats& operator=(const Floats&) = delete;
  ~Floats() { delete[] data_; }

  float* data() { return data_; }
  const float* data() const { return data_; }
  size_t size() const { return size_; }
  float operator[](size_t i) const { return data_[i]; }

  void fill(float value) { std::fill(data_, data_ + size_, value); }
  void random(Dice& dice) {
    for (size_t i = 0; i < size_; i++) data_[i] = dice.signedUnit();
  }
  bool sameBits(const Floats& other) const {
    return size_ == other.size_ && memcmp(data_, other.data_, size_ * sizeof(float)) == 0;
  }

 private:
  size_t size_;
  float* data_;
};

/** Largest error relative to the largest expected magnitude, infinite if an element is not a number. */
inline double errorOf(const Floats& got, const std::vector<double>& wanted) {
  double error = 0;
  double size = 1;
  for (size_t i = 0; i < wanted.size(); i++) {
    const double difference = std::fabs(static_cast<double>(got[i]) - wanted[i]);
    if (!(difference <= error)) error = std::isnan(difference) ? INFINITY : difference;
    size = std::max(size, std::fabs(wanted[i]));
  }
  return error / size;
}

/** Calls run(kernels) for every instruction set of this machine with one thread, and the best with more. */
template <class Run>
void runEverywhere(const Run& run) {
  int32_t count = 0;
  const InstructionSet* sets = instructionSets(count);
  const InstructionSet* best = nullptr;
  for (int32_t i = 0; i < count; i++) {
    if (!sets[i].supported) continue;
    best = sets + i;
    setThreadLimit(1);
    run(*sets[i].kernels);
  }
  for (const int threads : {2, 3, 8}) {
    setThreadLimit(threads);
    run(*best->kernels);
  }
  setThreadLimit(1);
}

}  // namespace evenkeel
