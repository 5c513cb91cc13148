// The entry points of one context behind a pipe, so that kernels of another processor run under an emulator while
// TypeScript runs on this one. process-driver.ts is the other end.
//
// A request is five 64-bit integers (command, handle, type, offset, length) and, for write and run, data; the answer is
// one 64-bit integer and, for read, error, memory and hello, data. Ends with the input.
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <vector>

#include "core/context.h"
#include "core/threads.h"

using namespace evenkeel;

namespace {

enum class Command : int64_t { hello, alloc, release, read, write, run, error, trim, memory, threads };

struct Request {
  Command command;
  int64_t handle;
  int64_t type;
  int64_t offset;
  int64_t length;

  Span span() const {
    return {static_cast<int32_t>(handle), static_cast<ElementType>(type), offset, length};
  }
  size_t bytes() const {
    return static_cast<size_t>(length * bytesOf(static_cast<ElementType>(type)));
  }
};

bool receive(void* data, size_t bytes) { return fread(data, 1, bytes, stdin) == bytes; }

void send(const void* data, size_t bytes) { fwrite(data, 1, bytes, stdout); }
void answer(int64_t value) { send(&value, sizeof(value)); }
void answerText(const char* text) {
  answer(static_cast<int64_t>(strlen(text)));
  send(text, strlen(text));
}

void answerMemory(const Context& context) {
  const int64_t figures[] = {
      context.arena().count(),    context.arena().bytes(),
      context.pool().idleBytes(), context.arena().peakBytes(),
      static_cast<int64_t>(context.scratch().size()), context.pool().growths(),
  };
  answer(sizeof(figures));
  send(figures, sizeof(figures));
}

/** False if the input ended in the middle of the request. */
bool serve(Context& context, const Request& request, std::vector<char>& data) {
  switch (request.command) {
    case Command::hello: {
      char text[64];
      snprintf(text, sizeof(text), "%s %s", contractHash, context.isa());
      answerText(text);
      return true;
    }
    case Command::alloc: answer(context.allocate(request.type, request.length)); return true;
    case Command::release: answer(context.release(static_cast<int32_t>(request.handle))); return true;
    case Command::read: {
      data.resize(request.bytes());
      const bool done = context.read(request.span(), data.data());
      answer(done);
      if (done) send(data.data(), data.size());
      return true;
    }
    case Command::write:
      data.resize(request.bytes());
      if (!receive(data.data(), data.size())) return false;
      answer(context.write(request.span(), data.data()));
      return true;
    case Command::run:
      if (request.length > Context::frameWords) return false;
      if (!receive(context.frame(), static_cast<size_t>(request.length) * sizeof(int32_t))) return false;
      answer(context.run(request.length));
      return true;
    case Command::error: answerText(context.error()); return true;
    case Command::trim: context.trim(); answer(0); return true;
    case Command::memory: answerMemory(context); return true;
    case Command::threads: answer(context.setThreads(request.length)); return true;
  }
  return false;
}

}  // namespace

int main() {
  Message message;
  const InstructionSet* isa = chooseInstructionSet("", message);
  Context context(*isa, 1);
  std::vector<char> data;
  Request request;
  while (receive(&request, sizeof(request))) {
    if (!serve(context, request, data)) return 1;
    fflush(stdout);
  }
}
