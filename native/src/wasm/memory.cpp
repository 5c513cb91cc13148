// Memory of a WebAssembly program: blocks cut from its one linear memory, which only grows. What is released is kept
// in a list by address, merged with its neighbors, and given out again.
#include "core/memory.h"

#include "wasm/memory_limit.h"

/** Where the linker's own data and the stack end. */
extern "C" char __heap_base;

namespace evenkeel {
namespace {

/** Lies before every block and keeps blocks aligned. */
struct alignas(blockAlignment) Header {
  /** Bytes of header and block. */
  size_t size;
  /** Next free block by address, while this one is free. */
  Header* next;
};

constexpr uint64_t pageBytes = 65536;
/** Memory grows by this much at least, so that a program of many small buffers grows seldom. */
constexpr uint64_t smallestGrowth = 16 * pageBytes;

Header* firstFree = nullptr;
int64_t limit = 0;

uint64_t addressOf(const void* p) { return reinterpret_cast<uintptr_t>(p); }
uint64_t endOf(const Header* header) { return addressOf(header) + header->size; }

/** The last cache line of a full address space stays unused: its end would have no address. */
uint64_t memoryEnd() {
  const uint64_t end = __builtin_wasm_memory_size(0) * pageBytes;
  return end > UINT32_MAX ? UINT32_MAX / blockAlignment * blockAlignment : end;
}

bool growBy(uint64_t bytes) {
  const uint64_t pages = (bytes + pageBytes - 1) / pageBytes;
  return pages < 65536 && __builtin_wasm_memory_grow(0, static_cast<size_t>(pages)) != SIZE_MAX;
}

/** Puts a block among the free ones, as one with those that touch it. */
void insert(Header* block) {
  Header* before = nullptr;
  Header* after = firstFree;
  while (after != nullptr && after < block) {
    before = after;
    after = after->next;
  }
  block->next = after;
  if (after != nullptr && endOf(block) == addressOf(after)) {
    block->size += after->size;
    block->next = after->next;
  }
  if (before != nullptr && endOf(before) == addressOf(block)) {
    before->size += block->size;
    before->next = block->next;
  } else {
    (before == nullptr ? firstFree : before->next) = block;
  }
}

/** The first free block that is large enough, cut to size; nullptr if there is none. */
void* takeFree(size_t size) {
  Header* before = nullptr;
  for (Header* block = firstFree; block != nullptr; before = block, block = block->next) {
    if (block->size < size) continue;
    Header* rest = block->next;
    if (block->size >= size + 2 * sizeof(Header)) {
      rest = reinterpret_cast<Header*>(reinterpret_cast<char*>(block) + size);
      rest->size = block->size - size;
      rest->next = block->next;
      block->size = size;
    }
    (before == nullptr ? firstFree : before->next) = rest;
    return block + 1;
  }
  return nullptr;
}

/** Where the memory beyond all blocks begins. */
uint64_t heapEnd = 0;

/** Makes a free block of at least `size` bytes at the end of memory. */
bool extend(size_t size) {
  const uint64_t start = (addressOf(&__heap_base) + blockAlignment - 1) / blockAlignment * blockAlignment;
  if (heapEnd == 0) heapEnd = start;
  const Header* last = firstFree;
  while (last != nullptr && endOf(last) != heapEnd) last = last->next;
  const uint64_t lacking = size - (last == nullptr ? 0 : last->size);
  const uint64_t spare = memoryEnd() - heapEnd;
  if (lacking > spare) {
    const uint64_t growth = lacking - spare;
    const bool grown = (growth < smallestGrowth && growBy(smallestGrowth)) || growBy(growth);
    if (!grown) return false;
  }
  Header* block = reinterpret_cast<Header*>(static_cast<uintptr_t>(heapEnd));
  const uint64_t end = memoryEnd();
  if (end - heapEnd < sizeof(Header)) return false;
  block->size = static_cast<size_t>(end - heapEnd);
  heapEnd = end;
  insert(block);
  return true;
}

}  // namespace

void setMemoryLimit(int64_t bytes) { limit = bytes; }
int64_t memoryLimit() { return limit; }

void* systemAllocate(size_t bytes) {
  if (bytes > largestBlock) return nullptr;
  const size_t size = (bytes + blockAlignment - 1) / blockAlignment * blockAlignment + sizeof(Header);
  void* block = takeFree(size);
  if (block != nullptr || !extend(size)) return block;
  return takeFree(size);
}

void systemRelease(void* block) {
  if (block != nullptr) insert(static_cast<Header*>(block) - 1);
}

void markUsable(void*, size_t, size_t) {}

}  // namespace evenkeel
