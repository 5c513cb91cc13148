// A context with the best instruction set, for tests.
#pragma once

#include <string>

#include "core/context.h"

namespace evenkeel {

inline const InstructionSet& bestInstructionSet() {
  Message message;
  return *chooseInstructionSet("", message);
}

struct TestContext : Context {
  TestContext() : Context(bestInstructionSet(), 2) {}

  int32_t floats(int64_t count) { return allocate(static_cast<int64_t>(ElementType::float32), count); }

  /** Writes one frame at the start and runs it; returns the message, empty if all went well. */
  std::string runFrame(std::initializer_list<int32_t> words) {
    int32_t* at = frame();
    for (const int32_t word : words) *at++ = word;
    return run(static_cast<int64_t>(words.size())) == 0 ? "" : error();
  }
};

inline int32_t bitsOf(float value) {
  int32_t bits = 0;
  __builtin_memcpy(&bits, &value, sizeof(bits));
  return bits;
}

constexpr int32_t numberOf(Op op) { return static_cast<int32_t>(op); }

}  // namespace evenkeel
