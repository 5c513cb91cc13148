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

void* systemAllocate(size_t bytes) {
  const size_t alignment = bytes >= hugePage ? hugePage : blockAlignment;
  if (bytes > SIZE_MAX - alignment) return nullptr;
  const size_t size = (bytes + alignment - 1) / alignment * alignment;
  void* block = aligned_alloc(alignment, size == 0 ? alignment : size);
#ifdef __linux__
  // Only advice: without huge pages everything works, with more page faults at first touch.
  if (block != nullptr && alignment == hugePage) madvise(block, size, MADV_HUGEPAGE);
#endif
  return block;
}

void systemRelease(void* block) { free(block); }

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
