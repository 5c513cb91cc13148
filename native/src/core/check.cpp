// The texts of failed checks, and the checks of buffers.
#include "core/check.h"

#include "core/memory.h"

namespace evenkeel {

Message& Check::start(const char* field) {
  return message_.clear().text(kernel_).text(": ").text(field);
}

static void list(Message& message, Axes values) {
  message.text("[");
  for (int32_t axis = 0; axis < values.count; axis++) {
    message.text(axis == 0 ? "" : ", ").number(values.values[axis]);
  }
  message.text("]");
}

bool Check::fields(const int32_t* frame, const FieldRule* rules, int32_t count) {
  for (const FieldRule* rule = rules; rule < rules + count; rule++) {
    for (int32_t i = 0; i < rule->length; i++) {
      const int32_t value = frame[rule->word + i];
      if (value < rule->low || (rule->high > 0 && value > rule->high)) {
        return badField(*rule, frame + rule->word);
      }
    }
  }
  return true;
}

bool Check::badField(const FieldRule& rule, const int32_t* values) {
  start(rule.name).text(" must be ");
  if (rule.length > 1) {
    message_.number(rule.length).text(" integers, each a 32-bit integer of at least ").number(rule.low);
    list(message_.text(", got "), {values, rule.length});
  } else {
    if (rule.choices != nullptr) {
      message_.text("from 0 to ").number(rule.high).text(" (").text(rule.choices).text(")");
    } else if (rule.high > 0) {
      message_.text("0 or 1");
    } else {
      message_.text("a 32-bit integer of at least ").number(rule.low);
    }
    message_.text(", got ").number(values[0]);
  }
  message_.text(".");
  return false;
}

bool Check::broken(const int32_t* frame, const BrokenRule& rule) {
  start(rule.text).text(" must hold, got ");
  for (int32_t i = 0; i < rule.count; i++) {
    const NamedField& field = rule.fields[i];
    message_.text(i == 0 ? "" : ", ").text(field.name).text(" = ");
    if (field.length > 0) {
      list(message_, {frame + field.word, field.length});
    } else {
      message_.number(frame[field.word]);
    }
  }
  message_.text(".");
  return false;
}

bool Check::badHandle(const BufferRule& rule, int32_t handle) {
  start(rule.name).text(" must be a live buffer, got ");
  if (handle == 0) {
    message_.text("none.");
  } else {
    message_.text("handle ").number(handle).text(". It was freed or comes from another back end.");
  }
  return false;
}

bool Check::badBuffer(const BufferRule& rule, const Extent& extent, const Buffer* buffer) {
  start(rule.name).text(" must hold ");
  if (extent.tooLarge()) {
    message_.text("at most 2^40 ").text(nameOf(rule.type)).text(", got ").text(rule.dims);
    message_.text(", which is more.");
  } else if (buffer->type != rule.type) {
    message_.text(nameOf(rule.type)).text(", got ").text(nameOf(buffer->type)).text(".");
  } else {
    message_.text(rule.dims).text(" = ").number(extent.elements()).text(" ");
    message_.text(nameOf(rule.type)).text(", got ").number(buffer->elements).text(".");
  }
  return false;
}

bool Check::shared(const BufferRule& written, const BufferRule& other) {
  start(written.name).text(" must be a buffer of its own, got the one of ").text(other.name);
  message_.text(".");
  return false;
}

bool Check::apart(const int32_t* frame, const BufferList& list) {
  for (int32_t i = 0; i < list.count; i++) {
    const BufferRule& written = list.rules[i];
    const int32_t handle = frame[written.word];
    if (!written.written || handle == 0) continue;
    for (int32_t j = 0; j < list.count; j++) {
      const BufferRule& other = list.rules[j];
      if (frame[other.word] != handle || i == j) continue;
      if (other.written || !list.inPlace) return shared(written, other);
    }
  }
  return true;
}

bool Check::buffers(const int32_t* frame, const BufferList& list) {
  for (int32_t i = 0; i < list.count; i++) {
    const BufferRule& rule = list.rules[i];
    const int32_t handle = frame[rule.word];
    const Extent& extent = list.extents[i];
    const Buffer* buffer = arena_.find(handle);
    list.data[i] = buffer == nullptr ? nullptr : buffer->data;
    if (buffer == nullptr) {
      if (handle != 0 || !rule.optional) return badHandle(rule, handle);
      if (extent.tooLarge()) return badBuffer(rule, extent, buffer);
    } else if (buffer->type != rule.type || extent.elements() > buffer->elements || extent.tooLarge()) {
      return badBuffer(rule, extent, buffer);
    }
  }
  return apart(frame, list);
}

bool Check::failed(const Status& status) {
  if (status.kind == Status::Kind::outOfMemory) {
    start("scratch memory must be available, got none for ").number(scratch_.refused());
    message_.text(" bytes beside ").number(arena_.bytes()).text(" bytes in buffers");
    if (memoryLimit() > 0) message_.text(", of at most ").number(memoryLimit()).text(" bytes");
    message_.text(". Use a smaller batch or free buffers.");
    return false;
  }
  const Element& element = status.element;
  start(element.argument).text("[").number(element.index).text("] must be from ");
  message_.number(status.range.low).text(" to ").number(status.range.high).text(", got ");
  message_.number(element.value).text(".");
  return false;
}

}  // namespace evenkeel
