#include "core/scratch.h"

#include "core/memory.h"
#include "core/pool.h"

namespace evenkeel {

Scratch::~Scratch() { release(); }

void* Scratch::allocate(size_t size) {
  void* data = systemAllocate(size);
  if (data != nullptr || pool_ == nullptr) return data;
  pool_->trim();
  return systemAllocate(size);
}

void* Scratch::bytes(Slot slot, uint64_t request) {
  if (request > largestBlock / 2) return refuse(request);
  const size_t count = static_cast<size_t>(request);
  Block& block = blocks_[static_cast<int32_t>(slot)];
  if (count > block.size || block.data == nullptr) {
    systemRelease(block.data);
    // A quarter more than asked, so that slowly growing shapes do not allocate each time.
    block.size = count + count / 4;
    block.data = allocate(block.size);
    if (block.data == nullptr) {
      block.size = 0;
      return refuse(request);
    }
  }
  markUsable(block.data, count, block.size);
  return block.data;
}

void* Scratch::refuse(uint64_t bytes) {
  refused_ = static_cast<int64_t>(bytes);
  return nullptr;
}

template <class T>
static T* elements(Scratch& scratch, Slot slot, uint64_t count) {
  // Beyond this any size is too large; the product must not wrap around.
  if (count > largestBlock) count = largestBlock;
  return static_cast<T*>(scratch.bytes(slot, count * sizeof(T)));
}

float* Scratch::floats(Slot slot, uint64_t count) { return elements<float>(*this, slot, count); }
double* Scratch::doubles(Slot slot, uint64_t count) { return elements<double>(*this, slot, count); }
int32_t* Scratch::ints(Slot slot, uint64_t count) { return elements<int32_t>(*this, slot, count); }

size_t Scratch::size() const {
  size_t sum = 0;
  for (const Block& block : blocks_) sum += block.size;
  return sum;
}

void Scratch::release() {
  for (Block& block : blocks_) {
    systemRelease(block.data);
    block = Block{};
  }
}

}  // namespace evenkeel
