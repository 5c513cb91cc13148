// The table of buffers of one context. A handle is an index and a generation, so that a freed or foreign
// handle is recognized.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace evenkeel {

class Pool;

/** What a buffer holds. The numbers are those of `dtypeCodes` in packages/kernels. */
enum class ElementType : int32_t { float32, int32, uint8 };

constexpr int32_t elementTypes = 3;

/** Bytes of one element. */
constexpr int64_t bytesOf(ElementType type) { return type == ElementType::uint8 ? 1 : 4; }

/** Plural name, for messages. */
const char* nameOf(ElementType type);

/** Memory of one buffer. */
struct Buffer {
  void* data;
  int64_t elements;
  ElementType type;

  int64_t bytes() const { return elements * bytesOf(type); }
};

class Arena {
 public:
  static constexpr int32_t indexBits = 20;
  static constexpr int32_t maxBuffers = 1 << indexBits;
  static constexpr int32_t maxGeneration = (1 << 11) - 1;
  /** More elements than any address space holds; keeps byte counts in range. */
  static constexpr int64_t maxElements = int64_t{1} << 44;

  explicit Arena(Pool& pool);
  /** Makes the next arena the one of this number, where other programs that count for themselves share a host. */
  static void startAt(uint32_t number);
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  /** A handle > 0, or 0 if memory or handles are exhausted. Contents are not cleared. */
  int32_t allocate(ElementType type, int64_t elements);

  /** False if the handle is not alive. */
  bool release(int32_t handle);

  /** The buffer, or nullptr if the handle is not alive. */
  const Buffer* find(int32_t handle) const {
    const int32_t index = handle & (maxBuffers - 1);
    // A negative handle has a generation that no slot has.
    if (index >= used_ || slots_[index].generation != handle >> indexBits) return nullptr;
    const Buffer& buffer = slots_[index].buffer;
    return buffer.data == nullptr ? nullptr : &buffer;
  }

  int64_t count() const { return count_; }
  int64_t bytes() const { return bytes_; }
  /** Most bytes that were alive at once. */
  int64_t peakBytes() const { return peakBytes_; }

 private:
  struct Slot {
    Buffer buffer;
    /** Generation of the next or present handle; 0 in no handle. */
    int32_t generation;
    /** Next free slot while this one is free. */
    int32_t next;
  };

  bool grow();

  Pool& pool_;
  /** Where generations start: another number in each arena, so that its handles differ from others'. */
  int32_t firstGeneration_;
  Slot* slots_ = nullptr;
  int32_t capacity_ = 0;
  int32_t used_ = 0;
  int32_t firstFree_ = -1;
  int32_t lastFree_ = -1;
  int64_t count_ = 0;
  int64_t bytes_ = 0;
  int64_t peakBytes_ = 0;
};

}  // namespace evenkeel
