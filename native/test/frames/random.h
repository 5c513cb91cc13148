// Random choices of the frame driver, reproducible from a seed (splitmix64).
#pragma once

#include <stdint.h>

#include <initializer_list>

namespace evenkeel {

class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

  /** An integer from low to high, both included. */
  int64_t between(int64_t low, int64_t high) {
    return low + static_cast<int64_t>(next() % static_cast<uint64_t>(high - low + 1));
  }

  bool chance(int percent) { return between(1, 100) <= percent; }

  template <class T>
  T of(std::initializer_list<T> items) {
    return items.begin()[between(0, static_cast<int64_t>(items.size()) - 1)];
  }

  /** Mostly of ordinary size, sometimes 0, huge, tiny, infinite or not a number. */
  float number() {
    if (chance(3)) {
      return of({0.0f, -0.0f, 1e30f, -1e30f, 1e-40f, __builtin_inff(), -__builtin_inff(), __builtin_nanf("")});
    }
    return static_cast<float>(between(-1000000, 1000000)) * 3e-6f;
  }

 private:
  uint64_t state_;
};

}  // namespace evenkeel
