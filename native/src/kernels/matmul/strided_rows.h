// Pointers to rows at equal distances. The compiler would keep one pointer for each row, run out of
// registers and load pointers all the time; here every fifth row has a pointer and the rows between are
// reached by the address modes of x86 (distance times 1, 2 or 4) and one more register (times 3). WebAssembly has no
// such modes and registers for a few pointers: there each row has one.
#pragma once

#include <stdint.h>

#include "simd/turns.h"
#include "simd/unroll.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

template <int rows, bool pointers = compact>
class StridedRows;

template <int rows>
class StridedRows<rows, true> {
 public:
  EVENKEEL_INLINE StridedRows(const float* first, int64_t stride) {
    EVENKEEL_UNROLL for (int i = 0; i < rows; i++) row_[i] = first + i * stride;
  }

  EVENKEEL_INLINE float at(int i, int ahead) const { return *behind(row_[i], static_cast<uint32_t>(ahead)); }

  EVENKEEL_INLINE void advance(int floats) {
    EVENKEEL_UNROLL for (int i = 0; i < rows; i++) row_[i] += floats;
  }

  EVENKEEL_INLINE void hold() {
    EVENKEEL_UNROLL for (int i = 0; i < rows; i++) evenkeel::EVENKEEL_ISA::hold(row_[i]);
  }

 private:
  const float* row_[rows];
};

template <int rows>
class StridedRows<rows, false> {
 public:
  EVENKEEL_INLINE StridedRows(const float* first, int64_t stride)
      : stride_(stride * static_cast<int64_t>(sizeof(float))), triple_(3 * stride_) {
    EVENKEEL_UNROLL for (int g = 0; g < groups; g++) {
      base_[g] = reinterpret_cast<const char*>(first) + 5 * g * stride_;
    }
  }

  /** The float `ahead` places from where row i is. */
  EVENKEEL_INLINE float at(int i, int ahead) const {
    const int rest = i % 5;
    const int64_t offset = rest == 3 ? triple_ : rest * stride_;
    return *reinterpret_cast<const float*>(base_[i / 5] + offset +
                                           ahead * static_cast<int64_t>(sizeof(float)));
  }

  EVENKEEL_INLINE void advance(int floats) {
    EVENKEEL_UNROLL for (int g = 0; g < groups; g++) {
      base_[g] += floats * static_cast<int64_t>(sizeof(float));
    }
  }

  /** Tells the compiler that the registers may have changed, so that it cannot derive more pointers. */
  EVENKEEL_INLINE void hold() {
    EVENKEEL_UNROLL for (int g = 0; g < groups; g++) asm("" : "+r"(base_[g]));
    asm("" : "+r"(stride_), "+r"(triple_));
  }

 private:
  static constexpr int groups = (rows + 4) / 5;
  const char* base_[groups];
  int64_t stride_;
  int64_t triple_;
};

}  // namespace evenkeel::EVENKEEL_ISA
