// Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"), many blocks side by side.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"

namespace evenkeel::EVENKEEL_ISA {

/** Blocks of four words that are computed together. */
constexpr int philoxLanes = 16;

struct PhiloxWords {
  uint32_t word[4][philoxLanes];
};

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

/** One round: (c0, c1, c2, c3) -> (hi(M1 c2) ^ c1 ^ k0, lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0)). */
EVENKEEL_INLINE void philoxRound(PhiloxWords& w, uint32_t key0, uint32_t key1) {
  for (int lane = 0; lane < philoxLanes; lane++) {
    const uint64_t product0 = uint64_t{0xd2511f53} * w.word[0][lane];
    const uint64_t product1 = uint64_t{0xcd9e8d57} * w.word[2][lane];
    w.word[0][lane] = static_cast<uint32_t>(product1 >> 32) ^ w.word[1][lane] ^ key0;
    w.word[1][lane] = static_cast<uint32_t>(product1);
    w.word[2][lane] = static_cast<uint32_t>(product0 >> 32) ^ w.word[3][lane] ^ key1;
    w.word[3][lane] = static_cast<uint32_t>(product0);
  }
}

/** The words of blocks start + block ... start + block + philoxLanes - 1. */
EVENKEEL_INLINE PhiloxWords philox(const PhiloxStart& start, int64_t block) {
  PhiloxWords words;
  for (int lane = 0; lane < philoxLanes; lane++) {
    const uint64_t low = uint64_t{start.blockLow} + static_cast<uint64_t>(block + lane);
    words.word[0][lane] = static_cast<uint32_t>(low);
    words.word[1][lane] = start.blockHigh + static_cast<uint32_t>(low >> 32);
    words.word[2][lane] = start.streamLow;
    words.word[3][lane] = start.streamHigh;
  }
  uint32_t key0 = start.seedLow;
  uint32_t key1 = start.seedHigh;
  for (int round = 0; round < 10; round++) {
    philoxRound(words, key0, key1);
    key0 += 0x9e3779b9;
    key1 += 0xbb67ae85;
  }
  return words;
}

}  // namespace evenkeel::EVENKEEL_ISA
