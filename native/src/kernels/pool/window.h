// Where the windows of pooling lie along one axis.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "core/scratch.h"
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

/** The taps of one window along one axis. */
struct WindowTaps {
  int32_t first;
  int32_t last;
  /** Pixel of the first tap. */
  int32_t pixel;
  /** Taps inside the padded image. */
  int32_t padded;

  WindowTaps(const PoolAxis& axis, int64_t window) {
    const TapRange inside = axis.inside(window);
    const bool empty = inside.count() == 0;
    first = empty ? 0 : static_cast<int32_t>(inside.first);
    last = empty ? 0 : static_cast<int32_t>(inside.last);
    pixel = empty ? 0 : static_cast<int32_t>(axis.start(window) + inside.first * axis.dilation);
    padded = static_cast<int32_t>(axis.padded(window));
  }

  int64_t count() const { return last - first; }
  int64_t counted(bool includePad) const { return includePad ? padded : count(); }
};

/** The windows of an axis, in scratch memory; nullptr if it is exhausted. */
inline const WindowTaps* windowTapsOf(const PoolAxis& axis, Slot slot, Scratch& scratch) {
  const size_t bytes = static_cast<size_t>(axis.windows + 1) * sizeof(WindowTaps);
  WindowTaps* taps = static_cast<WindowTaps*>(scratch.bytes(slot, bytes));
  for (int64_t window = 0; taps != nullptr && window < axis.windows; window++) {
    taps[window] = WindowTaps(axis, window);
  }
  return taps;
}

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

}  // namespace evenkeel::EVENKEEL_ISA
