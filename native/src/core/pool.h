// Keeps freed blocks by size class, so that a training loop takes nothing from the system once it is warm.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace evenkeel {

class Pool {
 public:
  Pool() = default;
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  /** Blocks that were not given back are leaked: their owner must release them first. */
  ~Pool() { trim(); }

  /** A block of at least `bytes`, 64-byte aligned, on huge pages from 2 MiB on; nullptr if exhausted. */
  void* take(uint64_t bytes);

  /** Gives back a block that take(bytes) returned, with the same `bytes`. */
  void give(void* block, size_t bytes);

  /** Returns all idle blocks to the system. */
  void trim();

  /** Bytes of a block that serves `bytes`: at most a quarter more, or 64, or a huge page more. */
  static size_t blockSize(size_t bytes);

  /** Bytes of idle blocks. */
  int64_t idleBytes() const { return idle_; }
  /** Bytes that are with the system's allocator now, idle or in use. */
  int64_t heldBytes() const { return held_; }
  /** Number of times that a block had to be taken from the system. */
  int64_t growths() const { return growths_; }

 private:
  /** Lives in the first bytes of an idle block. */
  struct Idle {
    Idle* next;
  };

  /** Four classes for each power of two. */
  static constexpr int32_t classes = 4 * 48;
  static int32_t classOf(size_t blockSize);

  Idle* idleBlocks_[classes] = {};
  int64_t idle_ = 0;
  int64_t held_ = 0;
  int64_t growths_ = 0;
};

}  // namespace evenkeel
