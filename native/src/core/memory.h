// Memory from the system. Everything above (pool, arena, scratch) is the same for every target; this is
// the one header that a target without an operating system implements anew.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace evenkeel {

/** Alignment of every block: a cache line and the widest vector. */
constexpr size_t blockAlignment = 64;

/** Blocks of at least this size are whole multiples of it: of a huge page, or of the page of WebAssembly. */
#ifdef __wasm__
constexpr size_t hugePage = size_t{64} << 10;
#else
constexpr size_t hugePage = size_t{2} << 20;
#endif

/** Blocks are never larger; rounding a size up to a few steps stays in range. */
constexpr uint64_t largestBlock = sizeof(size_t) > 4 ? uint64_t{1} << 46 : uint64_t{7} << 29;

/** Most bytes that this program may ever have, or 0 if nobody knows. */
int64_t memoryLimit();

/** A block aligned to blockAlignment, not cleared, or nullptr. */
void* systemAllocate(size_t bytes);
void systemRelease(void* block);

/** Tells the address sanitizer that only the first `used` of `size` bytes may be touched; else nothing. */
void markUsable(void* block, size_t used, size_t size);

}  // namespace evenkeel
