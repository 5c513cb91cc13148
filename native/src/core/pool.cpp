#include "core/pool.h"

#include "core/memory.h"

namespace evenkeel {

static size_t roundUp(size_t value, size_t step) { return (value + step - 1) / step * step; }

static int32_t log2Floor(size_t value) { return 63 - __builtin_clzll(value); }

size_t Pool::blockSize(size_t bytes) {
  if (bytes <= blockAlignment) return blockAlignment;
  const size_t quarter = size_t{1} << log2Floor(bytes) >> 2;
  const size_t size = roundUp(bytes, quarter > blockAlignment ? quarter : blockAlignment);
  return size >= hugePage ? roundUp(size, hugePage) : size;
}

int32_t Pool::classOf(size_t blockSize) {
  const int32_t exponent = log2Floor(blockSize);
  return exponent * 4 + static_cast<int32_t>(blockSize >> (exponent - 2) & 3);
}

void* Pool::take(uint64_t request) {
  if (request > largestBlock) return nullptr;
  const size_t bytes = static_cast<size_t>(request);
  const size_t size = blockSize(bytes);
  Idle*& head = idleBlocks_[classOf(size)];
  void* block = head;
  if (block != nullptr) {
    head = head->next;
    idle_ -= static_cast<int64_t>(size);
  } else {
    block = systemAllocate(size);
    if (block == nullptr) {
      trim();
      block = systemAllocate(size);
    }
    if (block == nullptr) return nullptr;
    held_ += static_cast<int64_t>(size);
    growths_++;
  }
  markUsable(block, bytes, size);
  return block;
}

void Pool::give(void* block, size_t bytes) {
  const size_t size = blockSize(bytes);
  markUsable(block, sizeof(Idle), size);
  Idle*& head = idleBlocks_[classOf(size)];
  Idle* idle = static_cast<Idle*>(block);
  idle->next = head;
  head = idle;
  idle_ += static_cast<int64_t>(size);
}

void Pool::trim() {
  for (Idle*& head : idleBlocks_) {
    while (head != nullptr) {
      Idle* block = head;
      head = block->next;
      systemRelease(block);
    }
  }
  held_ -= idle_;
  idle_ = 0;
}

}  // namespace evenkeel
