// Working memory of kernels: one grow-only block per slot and context, kept from call to call so that
// a training step allocates nothing once it is warm.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace evenkeel {

class Pool;

/** A kernel that needs several blocks at once takes several slots; contents do not survive the call. */
enum class Slot : int32_t { packedLeft, packedRight, partials, pixels, columns, pointers, transform, spare };

constexpr int32_t slotCount = 8;

class Scratch {
 public:
  /** Where memory is short, the idle blocks of the pool go back to the system first. */
  explicit Scratch(Pool* pool = nullptr) : pool_(pool) {}
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();

  /**
   * A block of at least `count` elements, 64-byte aligned, not cleared. Asking for a slot again gives
   * up its former contents. Returns nullptr if memory is exhausted: return Status::outOfMemory().
   */
  float* floats(Slot slot, uint64_t count);
  double* doubles(Slot slot, uint64_t count);
  int32_t* ints(Slot slot, uint64_t count);
  void* bytes(Slot slot, uint64_t count);

  /** Bytes held by all slots. */
  size_t size() const;

  /** Bytes that could not be had when a request failed last. */
  int64_t refused() const { return refused_; }

  /** Gives every block back to the system. */
  void release();

 private:
  struct Block {
    void* data = nullptr;
    size_t size = 0;
  };
  void* allocate(size_t size);

  void* refuse(uint64_t bytes);

  Pool* pool_;
  int64_t refused_ = 0;
  Block blocks_[slotCount];
};

}  // namespace evenkeel
