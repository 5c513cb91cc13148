// The shape of a convolution, read once from the arguments that its three kernels share.
#pragma once

#include <stdint.h>

#include "core/status.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** One image axis: output i reads input i * stride - before + tap * dilation for each tap of the kernel. */
struct Axis {
  int64_t in;
  int64_t out;
  int64_t kernel;
  int64_t stride;
  int64_t before;
  int64_t dilation;
};

struct Geometry {
  int64_t images;
  Axis rows;
  Axis columns;
  /** Input and output channels, of all groups together. */
  int64_t c;
  int64_t o;
  int64_t groups;
  /** Larger Winograd tiles are allowed. */
  bool fast;

  int64_t groupC() const { return c / groups; }
  int64_t groupO() const { return o / groups; }
  int64_t taps() const { return rows.kernel * columns.kernel; }
  int64_t inputPixels() const { return images * rows.in * columns.in; }
  int64_t outputPixels() const { return images * rows.out * columns.out; }
  /** Floating-point operations of any of the three kernels. */
  int64_t work() const { return 2 * outputPixels() * taps() * groupC() * o; }
  /** Every output is a product of one pixel: the convolution is a matrix product over pixels. */
  bool pointwise() const {
    return taps() == 1 && groups == 1 && rows.stride == 1 && columns.stride == 1 &&
           rows.before == 0 && columns.before == 0 && rows.in == rows.out &&
           columns.in == columns.out;
  }
  bool depthwise() const { return groups > 1 && groupC() == 1; }
};

template <class Args>
EVENKEEL_INLINE Geometry geometryOf(const Args& a) {
  Geometry g{};
  g.images = a.n;
  g.rows = {a.h, a.oh, a.kh, a.strideH, a.padTop, a.dilationH};
  g.columns = {a.w, a.ow, a.kw, a.strideW, a.padLeft, a.dilationW};
  g.c = a.c;
  g.o = a.o;
  g.groups = a.groups;
  g.fast = static_cast<int32_t>(a.precision) != 0;
  return g;
}

}  // namespace evenkeel::EVENKEEL_ISA
