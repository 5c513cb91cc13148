#include "core/message.h"

namespace evenkeel {

Message& Message::clear() {
  length_ = 0;
  buffer_[0] = 0;
  return *this;
}

Message& Message::text(const char* text) {
  while (*text != 0 && length_ + 1 < capacity) buffer_[length_++] = *text++;
  buffer_[length_] = 0;
  return *this;
}

Message& Message::number(int64_t value) {
  char digits[24];
  int32_t at = sizeof(digits) - 1;
  digits[at] = 0;
  // Unsigned negation is right for INT64_MIN too.
  uint64_t rest = value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value);
  do {
    digits[--at] = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) digits[--at] = '-';
  return text(digits + at);
}

}  // namespace evenkeel
