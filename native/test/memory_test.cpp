// Arena, pool and scratch memory.
#include "core/memory.h"

#include <doctest/doctest.h>

#include <string.h>
#include <vector>

#include "core/arena.h"
#include "core/pool.h"
#include "core/scratch.h"

using namespace evenkeel;

static bool aligned(const void* block, size_t alignment) {
  return reinterpret_cast<uintptr_t>(block) % alignment == 0;
}

TEST_CASE("pool: block sizes waste at most a quarter, or one cache line, or one huge page") {
  for (size_t bytes = 0; bytes < (size_t{64} << 20); bytes += 1 + bytes / 7) {
    const size_t size = Pool::blockSize(bytes);
    REQUIRE(size >= bytes);
    REQUIRE(size % blockAlignment == 0);
    const size_t step = bytes < hugePage ? blockAlignment : hugePage;
    REQUIRE(size <= bytes + bytes / 4 + step);
    REQUIRE(Pool::blockSize(size) == size);
  }
}

TEST_CASE("pool: a freed block serves the next request of its class") {
  Pool pool;
  void* first = pool.take(1000);
  REQUIRE(first != nullptr);
  CHECK(aligned(first, 64));
  memset(first, 1, 1000);
  pool.give(first, 1000);
  CHECK(pool.idleBytes() == 1024);
  void* second = pool.take(990);
  CHECK(second == first);
  CHECK(pool.growths() == 1);
  CHECK(pool.idleBytes() == 0);
  pool.give(second, 990);
  pool.trim();
  CHECK(pool.idleBytes() == 0);
  CHECK(pool.heldBytes() == 0);
}

TEST_CASE("pool: blocks of one size, below a huge page, begin at lines of a page that are some lines apart") {
  for (const size_t bytes : {size_t{64} << 10, size_t{1} << 20, size_t{7} << 18}) {
    Pool pool;
    std::vector<void*> blocks;
    for (int i = 0; i < 4; i++) {
      blocks.push_back(pool.take(bytes));
      REQUIRE(blocks.back() != nullptr);
      CHECK(aligned(blocks.back(), blockAlignment));
      memset(blocks.back(), 1, bytes);
      for (int j = 0; j < i; j++) {
        const size_t apart = (reinterpret_cast<uintptr_t>(blocks[j]) - reinterpret_cast<uintptr_t>(blocks[i])) % 4096;
        CHECK(apart >= 256);
        CHECK(apart <= 4096 - 256);
      }
    }
    for (void* block : blocks) pool.give(block, bytes);
    pool.trim();
    CHECK(pool.heldBytes() == 0);
  }
}

TEST_CASE("pool: too much memory is refused") {
  Pool pool;
  CHECK(pool.take(size_t{1} << 62) == nullptr);
  CHECK(pool.take(size_t{1} << 46) == nullptr);
  CHECK(pool.heldBytes() == 0);
}

TEST_CASE("arena: handles are recognized until they are freed") {
  Pool pool;
  Arena arena(pool);
  const int32_t handle = arena.allocate(ElementType::float32, 10);
  REQUIRE(handle > 0);
  REQUIRE(arena.find(handle) != nullptr);
  CHECK(arena.find(handle)->bytes() == 40);
  CHECK(arena.find(0) == nullptr);
  CHECK(arena.find(-1) == nullptr);
  CHECK(arena.find(INT32_MIN) == nullptr);
  CHECK(arena.find(INT32_MAX) == nullptr);
  CHECK(arena.find(handle + 1) == nullptr);
  CHECK(arena.release(handle));
  CHECK(arena.find(handle) == nullptr);
  CHECK_FALSE(arena.release(handle));
  CHECK(arena.allocate(ElementType::float32, 10) != handle);
  CHECK(arena.count() == 1);
  CHECK(arena.peakBytes() == 40);
}

TEST_CASE("arena: handles of another arena are not alive") {
  Pool pool;
  Arena one(pool);
  Arena other(pool);
  const int32_t handle = one.allocate(ElementType::float32, 1);
  other.allocate(ElementType::float32, 1);
  CHECK(other.find(handle) == nullptr);
}

TEST_CASE("arena: empty buffers are buffers") {
  Pool pool;
  Arena arena(pool);
  const int32_t handle = arena.allocate(ElementType::uint8, 0);
  REQUIRE(handle > 0);
  CHECK(arena.find(handle)->data != nullptr);
  CHECK(arena.bytes() == 0);
}

TEST_CASE("arena: generations wrap without ever making handle 0 or an old handle soon") {
  Pool pool;
  Arena arena(pool);
  int32_t last = 0;
  for (int i = 0; i < 3 * Arena::maxGeneration; i++) {
    const int32_t handle = arena.allocate(ElementType::int32, 1);
    REQUIRE(handle > 0);
    REQUIRE(handle != last);
    REQUIRE(arena.release(handle));
    last = handle;
  }
  CHECK(arena.count() == 0);
  CHECK(pool.growths() == 1);
}

TEST_CASE("arena: thousands of buffers, freed in another order") {
  Pool pool;
  Arena arena(pool);
  std::vector<int32_t> handles;
  for (int i = 0; i < 5000; i++) handles.push_back(arena.allocate(ElementType::float32, i % 50));
  for (size_t i = 0; i < handles.size(); i += 2) REQUIRE(arena.release(handles[i]));
  for (size_t i = 1; i < handles.size(); i += 2) {
    REQUIRE(arena.find(handles[i])->elements == static_cast<int64_t>(i % 50));
  }
  CHECK(arena.count() == 2500);
}

TEST_CASE("arena: absurd sizes give no handle") {
  Pool pool;
  Arena arena(pool);
  CHECK(arena.allocate(ElementType::float32, -1) == 0);
  CHECK(arena.allocate(ElementType::float32, INT64_MAX) == 0);
  CHECK(arena.allocate(ElementType::float32, Arena::maxElements) == 0);
  CHECK(arena.count() == 0);
}

TEST_CASE("scratch: a slot keeps its block and grows") {
  Scratch scratch;
  float* block = scratch.floats(Slot::partials, 100);
  REQUIRE(block != nullptr);
  CHECK(aligned(block, 64));
  CHECK(scratch.floats(Slot::partials, 50) == block);
  CHECK(scratch.doubles(Slot::spare, 10) != nullptr);
  CHECK(scratch.size() >= 480);
  CHECK(scratch.floats(Slot::partials, SIZE_MAX / 2) == nullptr);
  CHECK(scratch.floats(Slot::partials, 0) != nullptr);
  scratch.release();
  CHECK(scratch.size() == 0);
}
