// System memory on Linux and macOS.
#include "core/memory.h"

#include <stdlib.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#endif

namespace evenkeel {

namespace {

/** What lies 4 KiB apart meets in one set of the first-level cache, and to a load looks like the target of an earlier store. */
constexpr size_t page = size_t{4} << 10;

/** Blocks of at least this size, and smaller than a huge page, begin at different lines of a page. */
constexpr size_t spreadFrom = size_t{64} << 10;

/** Lies before every block and keeps blocks aligned. */
struct alignas(blockAlignment) Header {
  /** What the system's allocator gave. */
  void* memory;
};

/**
 * Bytes before the next block of this size, its header included. Tensors of one shape that a kernel goes through side by side
 * would all begin at the same line of a page. Five lines apart is enough for them, and visits all lines before one comes again.
 * On huge pages pooling and weight gradients are faster without.
 */
size_t bytesBefore(size_t bytes) {
  static uint32_t spread = 0;
  if (bytes < spreadFrom || bytes >= hugePage) return sizeof(Header);
  const uint32_t number = __atomic_fetch_add(&spread, 1u, __ATOMIC_RELAXED);
  return sizeof(Header) + number * 5 % (page / blockAlignment - 1) * blockAlignment;
}

}  // namespace

void* systemAllocate(size_t bytes) {
  const size_t alignment = bytes >= hugePage ? hugePage : bytes >= spreadFrom ? page : blockAlignment;
  if (bytes > SIZE_MAX - alignment - page) return nullptr;
  const size_t before = bytesBefore(bytes);
  const size_t size = before + (bytes + alignment - 1) / alignment * alignment;
  void* memory = nullptr;
  if (posix_memalign(&memory, alignment, size) != 0) return nullptr;
#ifdef __linux__
  // Only advice: without huge pages everything works, with more page faults at first touch.
  if (alignment == hugePage) madvise(memory, size, MADV_HUGEPAGE);
#endif
  void* block = static_cast<char*>(memory) + before;
  static_cast<Header*>(block)[-1].memory = memory;
  return block;
}

void systemRelease(void* block) {
  if (block != nullptr) free(static_cast<Header*>(block)[-1].memory);
}

int64_t memoryLimit() { return 0; }

#ifdef __SANITIZE_ADDRESS__
void markUsable(void* block, size_t used, size_t size) {
  ASAN_POISON_MEMORY_REGION(block, size);
  ASAN_UNPOISON_MEMORY_REGION(block, used);
}
#else
void markUsable(void*, size_t, size_t) {}
#endif

}  // namespace evenkeel
