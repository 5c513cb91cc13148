// The arithmetic of the contract's rules, saturating where a product leaves 64 bits.
#include "core/rules.h"

namespace evenkeel {

static bool isEmpty(Axes dims) {
  for (int32_t axis = 0; axis < dims.count; axis++) {
    if (dims.values[axis] == 0) return true;
  }
  return false;
}

int64_t product(Axes dims) {
  if (isEmpty(dims)) return 0;
  int64_t result = 1;
  for (int32_t axis = 0; axis < dims.count; axis++) result = times(result, dims.values[axis]);
  return result;
}

int64_t reach(Axes dims, Axes strides) {
  if (isEmpty(dims)) return -1;
  int64_t last = 0;
  for (int32_t axis = 0; axis < dims.count; axis++) {
    const int64_t step = (int64_t{dims.values[axis]} - 1) * strides.values[axis];
    if (__builtin_add_overflow(last, step, &last)) return INT64_MAX;
  }
  return last;
}

bool viewInside(Axes dims, Axes strides, int64_t offset, int64_t length) {
  if (isEmpty(dims)) return true;
  int64_t first = offset;
  int64_t last = offset;
  bool overflow = false;
  for (int32_t axis = 0; axis < dims.count; axis++) {
    const int64_t step = (int64_t{dims.values[axis]} - 1) * strides.values[axis];
    int64_t& end = step < 0 ? first : last;
    overflow = __builtin_add_overflow(end, step, &end) || overflow;
  }
  return !overflow && first >= 0 && last < length;
}

int64_t outputSize(int64_t in, int64_t before, int64_t after, int64_t kernel, int64_t stride, int64_t dilation) {
  const int64_t room = in + before + after - dilation * (kernel - 1) - 1;
  return room < 0 ? 0 : room / stride + 1;
}

Extent Extent::operator*(int64_t dim) const {
  Extent result = *this;
  if (dim == 0) {
    result.empty_ = true;
  } else {
    const int64_t size = times(size_, dim);
    result.size_ = size > limit ? limit + 1 : size;
  }
  return result;
}

}  // namespace evenkeel
