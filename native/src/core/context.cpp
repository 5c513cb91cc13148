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
  Check check(arena_, message_);
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

int32_t Context::allocate(int64_t bytes) {
  if (bytes < 0) {
    message_.clear().text("alloc: bytes must be at least 0, got ").number(bytes).text(".");
    return 0;
  }
  const int32_t handle = arena_.allocate(bytes);
  if (handle == 0) {
    message_.clear().text("alloc: memory must be available, got none for ").number(bytes);
    message_.text(" bytes beside ").number(arena_.bytes()).text(" bytes in ");
    message_.number(arena_.count()).text(" buffers. Use a smaller batch or free buffers.");
  }
  return handle;
}

static bool dead(Message& message, const char* operation, int32_t handle) {
  message.clear().text(operation).text(": handle must be a live buffer, got ").number(handle);
  message.text(". It was freed or belongs to another back end.");
  return false;
}

bool Context::release(int32_t handle) {
  return arena_.release(handle) || dead(message_, "free", handle);
}

bool Context::span(const char* operation, int32_t handle, int64_t offset, int64_t length, char** data) {
  const Buffer buffer = arena_.find(handle);
  if (buffer.data == nullptr) return dead(message_, operation, handle);
  if (offset < 0 || length < 0 || offset > buffer.bytes || length > buffer.bytes - offset) {
    message_.clear().text(operation).text(": bytes must lie in a buffer of ").number(buffer.bytes);
    message_.text(", got ").number(length).text(" from ").number(offset).text(".");
    return false;
  }
  *data = static_cast<char*>(buffer.data) + offset;
  return true;
}

bool Context::read(int32_t handle, int64_t offset, void* memory, int64_t length) {
  char* data = nullptr;
  if (!span("read", handle, offset, length, &data)) return false;
  if (length > 0) __builtin_memcpy(memory, data, static_cast<size_t>(length));
  return true;
}

bool Context::write(int32_t handle, int64_t offset, const void* memory, int64_t length) {
  char* data = nullptr;
  if (!span("write", handle, offset, length, &data)) return false;
  if (length > 0) __builtin_memcpy(data, memory, static_cast<size_t>(length));
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
