#include "core/scratch.h"

#include "core/memory.h"

namespace evenkeel {

Scratch::~Scratch() { release(); }

void* Scratch::bytes(Slot slot, size_t count) {
  Block& block = blocks_[static_cast<int32_t>(slot)];
  if (count > block.size || block.data == nullptr) {
    systemRelease(block.data);
    // A quarter more than asked, so that slowly growing shapes do not allocate each time.
    block.size = count + count / 4;
    block.data = systemAllocate(block.size);
    if (block.data == nullptr) block.size = 0;
  }
  if (block.data != nullptr) markUsable(block.data, count, block.size);
  return block.data;
}

template <class T>
static T* elements(Scratch& scratch, Slot slot, size_t count) {
  if (count > SIZE_MAX / 2 / sizeof(T)) return nullptr;
  return static_cast<T*>(scratch.bytes(slot, count * sizeof(T)));
}

float* Scratch::floats(Slot slot, size_t count) { return elements<float>(*this, slot, count); }
double* Scratch::doubles(Slot slot, size_t count) { return elements<double>(*this, slot, count); }
int32_t* Scratch::ints(Slot slot, size_t count) { return elements<int32_t>(*this, slot, count); }

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
