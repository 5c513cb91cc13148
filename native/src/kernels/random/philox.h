// Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"), one block in each lane.
#pragma once
#include "simd/interleave.h"

namespace evenkeel::EVENKEEL_ISA {

/** The words of VW blocks in the order of the numbers they make: word i of block b is element 4b + i. */
struct PhiloxWords {
  uvec words[4];
};

/** Numbers that one call of `philox` makes. */
constexpr int64_t philoxGroup = 4 * VW;

/** Where a run of random words starts. */
struct PhiloxStart {
  uint32_t seedLow;
  uint32_t seedHigh;
  uint32_t streamLow;
  uint32_t streamHigh;
  uint32_t blockLow;
  uint32_t blockHigh;

  template <class Args>
  static PhiloxStart of(const Args& args) {
    return {static_cast<uint32_t>(args.seedLow),   static_cast<uint32_t>(args.seedHigh),
            static_cast<uint32_t>(args.streamLow), static_cast<uint32_t>(args.streamHigh),
            static_cast<uint32_t>(args.blockLow),  static_cast<uint32_t>(args.blockHigh)};
  }
};

/** High and low words of the products of all lanes. */
struct Products {
  uvec high;
  uvec low;
};

EVENKEEL_INLINE Products multiply(uvec a, uint32_t factor) {
  const uvec b = uvec{} + factor;
  const ulvec even = multiplyEven(a, b);
  const ulvec odd = multiplyEven((uvec)((ulvec)a >> 32), b);
  const uint64_t lowHalf = 0xffffffff;
  return {(uvec)((even >> 32) | (odd & ~lowHalf)), (uvec)((even & lowHalf) | (odd << 32))};
}

/** The words of blocks start + block ... start + block + VW - 1. */
EVENKEEL_INLINE PhiloxWords philox(const PhiloxStart& start, int64_t block) {
  const uint64_t first = uint64_t{start.blockLow} + static_cast<uint64_t>(block);
  const uint32_t firstLow = static_cast<uint32_t>(first);
  const uvec low = firstLow + (uvec)laneNumbers();
  // Lanes whose low word wrapped carry into the high one: masks are -1.
  const uvec carry = (uvec)(low < firstLow);
  uvec c0 = low;
  uvec c1 = start.blockHigh + static_cast<uint32_t>(first >> 32) - carry;
  uvec c2 = uvec{} + start.streamLow;
  uvec c3 = uvec{} + start.streamHigh;
  uint32_t key0 = start.seedLow;
  uint32_t key1 = start.seedHigh;
#pragma GCC unroll 10
  for (int round = 0; round < 10; round++, key0 += 0x9e3779b9, key1 += 0xbb67ae85) {
    const Products p0 = multiply(c0, 0xd2511f53);
    const Products p1 = multiply(c2, 0xcd9e8d57);
    c0 = p1.high ^ c1 ^ key0;
    c1 = p1.low;
    c2 = p0.high ^ c3 ^ key1;
    c3 = p0.low;
  }
  const uvec even[2] = {interleaveLow(c0, c2), interleaveHigh(c0, c2)};
  const uvec odd[2] = {interleaveLow(c1, c3), interleaveHigh(c1, c3)};
  return {{interleaveLow(even[0], odd[0]), interleaveHigh(even[0], odd[0]),
           interleaveLow(even[1], odd[1]), interleaveHigh(even[1], odd[1])}};
}

}  // namespace evenkeel::EVENKEEL_ISA
