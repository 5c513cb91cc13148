// Checks of one frame before its kernel runs. The generated dispatcher calls these with tables of what must hold, so
// that it is mostly data. Each function returns false after writing a message.
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

/** Where a field other than a buffer is in the frame, and what it may be. */
struct FieldRule {
  const char* name;
  /** Names of a choice in one text, else nullptr. */
  const char* choices;
  int8_t word;
  /** Of a vector; 1 for a scalar. */
  int8_t length;
  int8_t low;
  /** Of a choice or a flag; 0 where any larger value will do. */
  int8_t high;
};

/** A field that a rule names. */
struct NamedField {
  const char* name;
  int8_t word;
  /** Of a vector; 0 for a scalar. */
  int8_t length;
};

/** A rule that does not hold, and the fields that it names. */
struct BrokenRule {
  const char* text;
  const NamedField* fields;
  int32_t count;
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

  /** True if every word of every field is in its range. */
  bool fields(const int32_t* frame, const FieldRule* rules, int32_t count);
  bool broken(const int32_t* frame, const BrokenRule& rule);

 private:
  bool badField(const FieldRule& rule, const int32_t* values);
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
