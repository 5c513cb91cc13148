// Builds error texts in a fixed buffer without the C library, so that WebAssembly shares it.
#pragma once

#include <stdint.h>

namespace evenkeel {

class Message {
 public:
  Message& clear();
  /** Appends; what does not fit is cut off. */
  Message& text(const char* text);
  Message& number(int64_t value);
  const char* c_str() const { return buffer_; }
  bool empty() const { return length_ == 0; }

 private:
  static constexpr int32_t capacity = 1024;
  char buffer_[capacity] = {0};
  int32_t length_ = 0;
};

}  // namespace evenkeel
