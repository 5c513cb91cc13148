#include "core/context.h"

#include "core/check.h"
#include "core/dispatch.h"
#include "core/memory.h"
#include "core/threads.h"

namespace evenkeel {

Context::Context(const InstructionSet& isa, int threads)
    : isa_(isa),
      threads_(threads),
      frame_(static_cast<int32_t*>(systemAllocate(sizeof(int32_t) * frameWords))) {
  if (frame_ != nullptr) __builtin_memset(frame_, 0, sizeof(int32_t) * frameWords);
}

Context::~Context() { systemRelease(frame_); }

int32_t Context::run(int64_t words) {
  if (words < 0 || words > frameWords) {
    message_.clear().text("run: words must be from 0 to ").number(frameWords).text(", got ");
    message_.number(words).text(".");
    return 1;
  }
  setThreadLimit(threads_);
  Check check(arena_, scratch_, message_);
  const int32_t* at = frame_;
  const int32_t* end = frame_ + words;
  for (int32_t number = 1; at < end; number++) {
    const int32_t op = *at;
    if (op < 0 || op >= opCount) {
      message_.clear().text("run: a kernel number must be from 0 to ").number(opCount - 1);
      message_.text(", got ").number(op).text(".");
      return number;
    }
    const Dispatch& kernel = dispatchTable[op];
    if (end - at < kernel.words) {
      message_.clear().text(kernel.name).text(": the frame must have ").number(kernel.words);
      message_.text(" words, got ").number(end - at).text(".");
      return number;
    }
    check.begin(kernel.name);
    if (!kernel.run(at, check, *isa_.kernels, scratch_)) return number;
    at += kernel.words;
  }
  return 0;
}

int32_t Context::allocate(int64_t type, int64_t elements) {
  if (type < 0 || type >= elementTypes) {
    message_.clear().text("alloc: dtype must be from 0 to ").number(elementTypes - 1).text(", got ");
    message_.number(type).text(".");
    return 0;
  }
  if (elements < 0) {
    message_.clear().text("alloc: length must be an integer of at least 0, got ").number(elements).text(".");
    return 0;
  }
  const ElementType elementType = static_cast<ElementType>(type);
  const int32_t handle = arena_.allocate(elementType, elements);
  if (handle == 0) {
    message_.clear().text("alloc: memory must be available, got none for ").number(elements).text(" ");
    message_.text(nameOf(elementType)).text(" beside ").number(arena_.bytes()).text(" bytes in ");
    message_.number(arena_.count()).text(" buffers");
    if (memoryLimit() > 0) message_.text(", of at most ").number(memoryLimit()).text(" bytes");
    message_.text(". Use a smaller batch or free buffers.");
  }
  return handle;
}

static void sayDead(Message& message, const char* operation, int32_t handle) {
  message.clear().text(operation).text(": handle must be a live buffer, got ").number(handle);
  message.text(". It was freed or comes from another back end.");
}

bool Context::release(int32_t handle) {
  if (arena_.release(handle)) return true;
  sayDead(message_, "free", handle);
  return false;
}

char* Context::find(const char* operation, const Span& span) {
  const Buffer* buffer = arena_.find(span.handle);
  if (buffer == nullptr) {
    sayDead(message_, operation, span.handle);
    return nullptr;
  }
  message_.clear().text(operation);
  if (buffer->type != span.type) {
    message_.text(": the buffer must hold ").text(nameOf(span.type)).text(", got ");
    message_.text(nameOf(buffer->type)).text(".");
    return nullptr;
  }
  const bool inside = span.offset >= 0 && span.length >= 0 && span.offset <= buffer->elements &&
                      span.length <= buffer->elements - span.offset;
  if (!inside) {
    message_.text(": the range must lie inside the buffer of ").number(buffer->elements).text(" ");
    message_.text(nameOf(span.type)).text(", got ").number(span.length).text(" from ");
    message_.number(span.offset).text(".");
    return nullptr;
  }
  return static_cast<char*>(buffer->data) + span.offset * bytesOf(span.type);
}

bool Context::read(const Span& span, void* memory) {
  const char* data = find("read", span);
  if (data == nullptr) return false;
  if (span.length > 0) __builtin_memcpy(memory, data, static_cast<size_t>(span.length * bytesOf(span.type)));
  return true;
}

bool Context::write(const Span& span, const void* memory) {
  char* data = find("write", span);
  if (data == nullptr) return false;
  if (span.length > 0) __builtin_memcpy(data, memory, static_cast<size_t>(span.length * bytesOf(span.type)));
  return true;
}

void Context::trim() {
  pool_.trim();
  scratch_.release();
}

bool Context::setThreads(int64_t threads) {
  if (threads < 1 || threads > maxThreads) {
    message_.clear().text("setThreads: n must be from 1 to ").number(maxThreads).text(", got ");
    message_.number(threads).text(".");
    return false;
  }
  threads_ = static_cast<int>(threads);
  return true;
}

}  // namespace evenkeel
