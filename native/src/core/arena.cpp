#include "core/arena.h"

#include "core/memory.h"
#include "core/pool.h"

namespace evenkeel {

const char* nameOf(ElementType type) {
  switch (type) {
    case ElementType::float32: return "floats";
    case ElementType::int32: return "integers";
    case ElementType::uint8: return "bytes";
  }
  return "";
}

static uint32_t arenas = 0;

void Arena::startAt(uint32_t number) { arenas = number; }

Arena::Arena(Pool& pool) : pool_(pool) {
  const uint32_t number = __atomic_fetch_add(&arenas, 1u, __ATOMIC_RELAXED);
  // 613 has no factor in common with 2047: all generations are used before one comes again.
  firstGeneration_ = static_cast<int32_t>(number * 613u % maxGeneration) + 1;
}

Arena::~Arena() {
  for (int32_t index = 0; index < used_; index++) {
    const Buffer& buffer = slots_[index].buffer;
    if (buffer.data != nullptr) pool_.give(buffer.data, static_cast<size_t>(buffer.bytes()));
  }
  systemRelease(slots_);
}

bool Arena::grow() {
  if (capacity_ == maxBuffers) return false;
  const int32_t capacity = capacity_ == 0 ? 1024 : capacity_ * 2;
  Slot* slots = static_cast<Slot*>(systemAllocate(sizeof(Slot) * static_cast<size_t>(capacity)));
  if (slots == nullptr) return false;
  for (int32_t index = 0; index < used_; index++) slots[index] = slots_[index];
  systemRelease(slots_);
  slots_ = slots;
  capacity_ = capacity;
  return true;
}

int32_t Arena::allocate(ElementType type, int64_t elements) {
  if (elements < 0 || elements > maxElements) return 0;
  const int64_t bytes = elements * bytesOf(type);
  if (firstFree_ < 0 && used_ == capacity_ && !grow()) return 0;
  void* data = pool_.take(static_cast<uint64_t>(bytes));
  if (data == nullptr) return 0;
  int32_t index = firstFree_;
  if (index < 0) {
    index = used_++;
    slots_[index].generation = firstGeneration_;
  } else {
    firstFree_ = slots_[index].next;
    if (firstFree_ < 0) lastFree_ = -1;
  }
  slots_[index].buffer = {data, elements, type};
  count_++;
  bytes_ += bytes;
  if (bytes_ > peakBytes_) peakBytes_ = bytes_;
  return slots_[index].generation << indexBits | index;
}

bool Arena::release(int32_t handle) {
  const Buffer* buffer = find(handle);
  if (buffer == nullptr) return false;
  const int32_t index = handle & (maxBuffers - 1);
  Slot& slot = slots_[index];
  const int64_t bytes = buffer->bytes();
  pool_.give(buffer->data, static_cast<size_t>(bytes));
  slot.buffer.data = nullptr;
  slot.generation = slot.generation == maxGeneration ? 1 : slot.generation + 1;
  slot.next = -1;
  // First in, first out: a stale handle stays recognizable for as many allocations as possible.
  (lastFree_ < 0 ? firstFree_ : slots_[lastFree_].next) = index;
  lastFree_ = index;
  count_--;
  bytes_ -= bytes;
  return true;
}

}  // namespace evenkeel
