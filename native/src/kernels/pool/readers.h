// For every pixel of an axis the windows that read it: pooling gradients are gathered, so that each element of dx is
// written once, by one thread, in a fixed order.
#pragma once
#include "core/threads.h"
#include "window.h"

namespace evenkeel::EVENKEEL_ISA {

class PoolReaders {
 public:
  struct Reader {
    int32_t window;
    int32_t tap;
  };

  /** Builds the lists in scratch memory; false if it is exhausted. */
  bool build(const PoolAxis& axis, Slot slot, Scratch& scratch) {
    int32_t* memory = scratch.ints(slot, wordsFor(axis));
    if (memory == nullptr) return false;
    starts_ = memory;
    readers_ = reinterpret_cast<Reader*>(memory + axis.size + 1);
    int32_t filled = 0;
    for (int64_t pixel = 0; pixel < axis.size; pixel++) {
      starts_[pixel] = filled;
      const int64_t at = pixel + axis.before;
      const int64_t last = at / axis.stride;
      // The later the window, the earlier its tap.
      for (int64_t window = last < axis.windows ? last : axis.windows - 1; window >= 0; window--) {
        const int64_t distance = at - window * axis.stride;
        if (distance > (axis.kernel - 1) * axis.dilation) break;
        if (distance % axis.dilation != 0) continue;
        readers_[filled++] = {static_cast<int32_t>(window), static_cast<int32_t>(distance / axis.dilation)};
      }
    }
    starts_[axis.size] = filled;
    return true;
  }

  /** In rising order of their taps. */
  const Reader* begin(int64_t pixel) const { return readers_ + starts_[pixel]; }
  const Reader* end(int64_t pixel) const { return readers_ + starts_[pixel + 1]; }

 private:
  /** 32-bit words of memory that `build` needs: a window reads a pixel once at most. */
  static size_t wordsFor(const PoolAxis& axis) {
    const int64_t perPixel = axis.size * (axis.windows < axis.kernel ? axis.windows : axis.kernel);
    const int64_t perWindow = axis.windows * (axis.size < axis.kernel ? axis.size : axis.kernel);
    return static_cast<size_t>(axis.size + 1 + 2 * (perPixel < perWindow ? perPixel : perWindow));
  }

  int32_t* starts_;
  Reader* readers_;
};

/** One row of dx, and the part of dy (or of its taps) that belongs to the same image. */
struct PoolGradRow {
  int64_t image;
  int64_t h;
  float* dx;
};

/** Calls `body(PoolGradRow)` for all rows of dx. */
template <class Args, class Body>
EVENKEEL_INLINE void forGradRows(const Args& args, const Body& body) {
  const int64_t count = int64_t{args.n} * args.h;
  const int64_t resultSize = int64_t{args.oh} * args.ow * args.c;
  const int64_t pitch = int64_t{args.w} * args.c;
  parallelFor(count, count * pitch * 8, [&](int64_t begin, int64_t end, int) {
    for (int64_t q = begin; q < end; q++) {
      body(PoolGradRow{q / args.h * resultSize, q % args.h, args.dx + q * pitch});
    }
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
