// One independent user of the kernels: its buffers, scratch memory, frame buffer and settings. A context
// belongs to one thread at a time; different contexts share nothing.
#pragma once

#include <stdint.h>

#include "core/arena.h"
#include "core/isa.h"
#include "core/message.h"
#include "core/pool.h"
#include "core/scratch.h"

namespace evenkeel {

/** Some elements of a buffer. */
struct Span {
  int32_t handle;
  ElementType type;
  int64_t offset;
  int64_t length;
};

class Context {
 public:
  static constexpr int32_t frameWords = 1 << 16;

  Context(const InstructionSet& isa, int threads);
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context();

  /** False if there was no memory for the frame buffer. */
  bool ready() const { return frame_ != nullptr; }

  /** Where the caller writes frames; frameWords long. */
  int32_t* frame() { return frame_; }

  /**
   * Runs the frames in words 0..words-1 in order. Returns 0, or the 1-based number of the frame that
   * failed: those before it have run, those after it have not, and error() says why.
   */
  int32_t run(int64_t words);

  /** A handle, or 0 with a message. Contents are undefined. */
  int32_t allocate(int64_t type, int64_t elements);
  bool release(int32_t handle);

  /** Where the elements are, or nullptr with a message that starts with `operation`. */
  char* find(const char* operation, const Span& span);

  /** Copies elements of a buffer out to or in from memory of the caller. */
  bool read(const Span& span, void* memory);
  bool write(const Span& span, const void* memory);

  /** Returns idle blocks and scratch memory to the system. */
  void trim();

  int threads() const { return threads_; }
  bool setThreads(int64_t threads);

  const char* error() const { return message_.c_str(); }
  const char* isa() const { return isa_.name; }
  const Arena& arena() const { return arena_; }
  const Pool& pool() const { return pool_; }
  const Scratch& scratch() const { return scratch_; }

 private:
  const InstructionSet& isa_;
  int threads_;
  Pool pool_;
  Arena arena_{pool_};
  Scratch scratch_{&pool_};
  Message message_;
  int32_t* frame_;
};

}  // namespace evenkeel
