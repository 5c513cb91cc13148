// The functions that a WebAssembly module offers to its host: those of a driver (packages/kernels) for the one context
// of the module. Sizes and offsets are doubles: JavaScript has no other number beyond 32 bits that is fast.
#include <stdint.h>

#include "core/context.h"
#include "wasm/export.h"
#include "wasm/memory_limit.h"

namespace evenkeel {
namespace {

Context& context() {
  int32_t count = 0;
  static Context only(*instructionSets(count), 1);
  return only;
}

/** A size or an offset as an integer; what is none becomes one that every check refuses. */
int64_t integer(double value) {
  const bool inRange = value >= -9007199254740992.0 && value <= 9007199254740992.0;
  const int64_t result = inRange ? static_cast<int64_t>(value) : -1;
  return static_cast<double>(result) == value ? result : -1;
}

}  // namespace

/**
 * Makes the context and returns where its frames are written, nullptr without memory for them.
 *
 * @param number  of this module among those of its host, so that a handle of one means nothing to another
 * @param limit  bytes that the host lets memory become
 */
EVENKEEL_EXPORT("open") int32_t* openContext(int32_t number, double limit) {
  setMemoryLimit(integer(limit));
  Arena::startAt(static_cast<uint32_t>(number));
  return context().frame();
}

EVENKEEL_EXPORT("frameWords") int32_t frameWords() { return Context::frameWords; }
EVENKEEL_EXPORT("contractHash") const char* hash() { return contractHash; }
EVENKEEL_EXPORT("isa") const char* isa() { return context().isa(); }
EVENKEEL_EXPORT("lastError") const char* lastError() { return context().error(); }

EVENKEEL_EXPORT("run") int32_t run(int32_t words) { return context().run(words); }

EVENKEEL_EXPORT("alloc") int32_t allocate(int32_t type, double elements) {
  return context().allocate(type, integer(elements));
}

EVENKEEL_EXPORT("free") int32_t release(int32_t handle) { return context().release(handle); }

/** Where the host may read elements of a buffer, or nullptr: lastError() says why. */
EVENKEEL_EXPORT("readable")
const char* readable(int32_t handle, int32_t type, double offset, double length) {
  return context().find("read", {handle, static_cast<ElementType>(type), integer(offset), integer(length)});
}

/** The same for writing. */
EVENKEEL_EXPORT("writable")
char* writable(int32_t handle, int32_t type, double offset, double length) {
  return context().find("write", {handle, static_cast<ElementType>(type), integer(offset), integer(length)});
}

EVENKEEL_EXPORT("threads") int32_t threads() { return context().threads(); }
EVENKEEL_EXPORT("setThreads") int32_t setThreads(double count) { return context().setThreads(integer(count)); }

EVENKEEL_EXPORT("trim") void trim() { context().trim(); }

/** Buffers, bytes, peakBytes, pooledBytes, scratchBytes and growths. */
EVENKEEL_EXPORT("memoryUse") const double* memoryUse() {
  static double use[6];
  const Context& c = context();
  use[0] = static_cast<double>(c.arena().count());
  use[1] = static_cast<double>(c.arena().bytes());
  use[2] = static_cast<double>(c.arena().peakBytes());
  use[3] = static_cast<double>(c.pool().idleBytes());
  use[4] = static_cast<double>(c.scratch().size());
  use[5] = static_cast<double>(c.pool().growths());
  return use;
}

}  // namespace evenkeel
