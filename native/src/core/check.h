// Checks of one frame before its kernel runs. The generated dispatcher calls these; the comparisons are
// inline, the texts of failures are built out of line. Each function returns false after writing a message.
#pragma once

#include <stdint.h>

#include "core/arena.h"
#include "core/message.h"
#include "core/rules.h"
#include "core/scratch.h"
#include "core/status.h"

namespace evenkeel {

/** The fixed facts of a buffer field. */
struct BufferRule {
  const char* name;
  /** The dimensions as the contract writes them, for messages. */
  const char* dims;
  ElementType type;
  /** Position of the handle in the frame. */
  int32_t word;
  bool written;
  bool optional;
};

/** The buffers of one frame: `data[i]` receives the memory of `rules[i]`, or nullptr if it is absent. */
struct BufferList {
  const BufferRule* rules;
  const Extent* extents;
  void** data;
  int32_t count;
  /** The kernel may write to a buffer that it also reads. */
  bool inPlace;
};

/** A field that a rule names: a scalar, or a vector where `axes` has values. */
struct RuleField {
  const char* name;
  int64_t value;
  Axes axes;
};

/** The names of a choice in one text, and its highest index. */
struct Choices {
  const char* names;
  int32_t last;
};

class Check {
 public:
  Check(const Arena& arena, const Scratch& scratch, Message& message)
      : arena_(arena), scratch_(scratch), message_(message) {}

  void begin(const char* kernel) { kernel_ = kernel; }

  bool buffers(const int32_t* frame, const BufferList& list);
  /** False if every buffer that would be written is empty or absent: then the kernel need not run. */
  static bool hasOutput(const BufferList& list) {
    for (int32_t i = 0; i < list.count; i++) {
      if (list.rules[i].written && list.data[i] != nullptr && list.extents[i].elements() > 0) return true;
    }
    return false;
  }
  bool status(const Status& status) { return status.kind == Status::Kind::ok || failed(status); }

  bool tooSmall(const char* field, int64_t value, int64_t minimum);
  bool notFlag(const char* field, int64_t value);
  bool notChoice(const char* field, int64_t value, Choices choices);
  /** True if all values are at least `minimum`. */
  bool axes(const char* field, Axes values, int64_t minimum);
  bool broken(const char* rule, const RuleField* fields, int32_t count);

 private:
  bool apart(const int32_t* frame, const BufferList& list);
  bool badHandle(const BufferRule& rule, int32_t handle);
  bool badBuffer(const BufferRule& rule, const Extent& extent, const Buffer* buffer);
  bool shared(const BufferRule& written, const BufferRule& other);
  bool failed(const Status& status);
  Message& start(const char* field);

  const Arena& arena_;
  const Scratch& scratch_;
  Message& message_;
  const char* kernel_ = "";
};

}  // namespace evenkeel
