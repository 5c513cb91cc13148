// Memory from the system. Everything above (pool, arena, scratch) is the same for every target; this is
// the one header that a target without an operating system implements anew.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace evenkeel {

/** Alignment of every block: a cache line and the widest vector. */
constexpr size_t blockAlignment = 64;

/** Blocks of at least this size are aligned to it and ask for huge pages. */
constexpr size_t hugePage = size_t{2} << 20;

/** An aligned block, not cleared, or nullptr. */
void* systemAllocate(size_t bytes);
void systemRelease(void* block);

/** Tells the address sanitizer that only the first `used` of `size` bytes may be touched; else nothing. */
void markUsable(void* block, size_t used, size_t size);

}  // namespace evenkeel
