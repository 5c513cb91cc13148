// Integer helpers of the contract's rules. None of them overflows for any 32-bit arguments.
#pragma once

#include <stdint.h>

namespace evenkeel {

/** A vector field of a frame: axis lengths, or strides in elements. */
struct Axes {
  const int32_t* values;
  int32_t count;
};

/** a * b for a, b >= 0; INT64_MAX if it does not fit. */
inline int64_t times(int64_t a, int64_t b) { return a != 0 && b > INT64_MAX / a ? INT64_MAX : a * b; }

/** Product of all axes; INT64_MAX if it does not fit. */
int64_t product(Axes dims);

/** Largest offset that a view with strides >= 0 reaches, or -1 if it is empty; INT64_MAX if too large. */
int64_t reach(Axes dims, Axes strides);

/** True if every offset of the view, strides of either sign, lies in 0..length-1; true for an empty view. */
bool viewInside(Axes dims, Axes strides, int64_t offset, int64_t length);

/**
 * Outputs of a sliding window along one axis: floor((in + before + after - span) / stride) + 1 with
 * span = dilation * (kernel - 1) + 1, and 0 where the window is wider than the padded axis.
 */
int64_t outputSize(int64_t in, int64_t before, int64_t after, int64_t kernel, int64_t stride, int64_t dilation);

/**
 * Number of elements of a buffer from its dimensions. The product of the dimensions other than 0 is
 * bounded too, so that kernels may multiply any of them in int64_t without overflow.
 */
class Extent {
 public:
  static constexpr int64_t limit = int64_t{1} << 40;

  Extent operator*(int64_t dim) const;

  int64_t elements() const { return empty_ ? 0 : size_; }
  bool tooLarge() const { return size_ > limit; }

 private:
  int64_t size_ = 1;
  bool empty_ = false;
};

}  // namespace evenkeel
