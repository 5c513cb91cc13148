// Where the windows of pooling lie along one axis.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"

namespace evenkeel::EVENKEEL_ISA {

/** Taps first..last-1. */
struct TapRange {
  int64_t first;
  int64_t last;

  int64_t count() const { return last > first ? last - first : 0; }
};

/** One axis of an image under windows: tap u of window i reads pixel i * stride + u * dilation - before. */
struct PoolAxis {
  int64_t size;
  int64_t windows;
  int64_t kernel;
  int64_t stride;
  int64_t before;
  int64_t after;
  int64_t dilation;

  int64_t start(int64_t window) const { return window * stride - before; }

  /** Taps of a window that lie inside the image. */
  TapRange inside(int64_t window) const {
    const int64_t at = start(window);
    const int64_t first = at < 0 ? (dilation - 1 - at) / dilation : 0;
    const int64_t last = at < size ? (size - 1 - at) / dilation + 1 : 0;
    return {first, last < kernel ? last : kernel};
  }

  /** Number of taps inside the padded image: windows may reach beyond it where sizes were rounded up. */
  int64_t padded(int64_t window) const {
    const int64_t room = size + before + after - window * stride;
    const int64_t fitting = room > 0 ? (room - 1) / dilation + 1 : 0;
    return fitting < kernel ? fitting : kernel;
  }
};

/** Taps of a window that lie inside the image, and the pixel of the first of them. */
struct InsideTaps {
  TapRange taps;
  int64_t pixel;

  InsideTaps(const PoolAxis& axis, int64_t window)
      : taps(axis.inside(window)), pixel(axis.start(window) + taps.first * axis.dilation) {}
};

template <class Args>
EVENKEEL_INLINE PoolAxis rowsOf(const Args& a) {
  return {a.h, a.oh, a.kh, a.strideH, a.padTop, a.padBottom, a.dilationH};
}

template <class Args>
EVENKEEL_INLINE PoolAxis columnsOf(const Args& a) {
  return {a.w, a.ow, a.kw, a.strideW, a.padLeft, a.padRight, a.dilationW};
}

/** Whether the windows are 2 by 2, side by side, without padding. */
template <class Args>
EVENKEEL_INLINE bool isTwoByTwo(const Args& a) {
  const bool kernel = a.kh == 2 && a.kw == 2 && a.dilationH == 1 && a.dilationW == 1;
  const bool stride = a.strideH == 2 && a.strideW == 2 && a.padTop == 0 && a.padLeft == 0;
  return kernel && stride && a.oh * 2 <= a.h && a.ow * 2 <= a.w;
}

/** For every pixel of an axis the windows that read it, in rising order of their taps. */
class PoolReaders {
 public:
  struct Reader {
    int32_t window;
    int32_t tap;
  };

  /** 32-bit words of memory that `build` needs: a window reads a pixel once at most. */
  static size_t wordsFor(const PoolAxis& axis) {
    const int64_t perPixel = axis.size * (axis.windows < axis.kernel ? axis.windows : axis.kernel);
    const int64_t perWindow = axis.windows * (axis.size < axis.kernel ? axis.size : axis.kernel);
    return static_cast<size_t>(axis.size + 1 + 2 * (perPixel < perWindow ? perPixel : perWindow));
  }

  void build(const PoolAxis& axis, int32_t* memory) {
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
  }

  const Reader* begin(int64_t pixel) const { return readers_ + starts_[pixel]; }
  const Reader* end(int64_t pixel) const { return readers_ + starts_[pixel + 1]; }

 private:
  int32_t* starts_;
  Reader* readers_;
};

}  // namespace evenkeel::EVENKEEL_ISA
