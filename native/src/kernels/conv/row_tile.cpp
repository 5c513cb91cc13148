#include "kernels/conv/row_tile.h"

#include "kernels/matmul/blocking.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

template <int step>
constexpr RowKernels<2, convBlocking.rowPixels, step> wideRows;

template <int step>
constexpr RowKernels<1, convBlocking.narrowRowPixels, step> narrowRows;

template <class Kernels>
RowChoice chooseSize(const Kernels& kernels, int64_t most, int64_t width) {
  if (width < most) return {nullptr, 0};
  const int64_t tiles = ceilDivide(width, most);
  const int64_t size = (most - ceilDivide(width, tiles)) / 2;
  return {kernels.bySize[size], most - 2 * size};
}

template <int step>
RowChoice chooseWidth(int64_t width, bool wide) {
  return wide ? chooseSize(wideRows<step>, convBlocking.rowPixels, width)
              : chooseSize(narrowRows<step>, convBlocking.narrowRowPixels, width);
}

}  // namespace

RowChoice chooseRowKernel(int64_t width, int64_t step, bool wide) {
  switch (step) {
    case 1: return chooseWidth<1>(width, wide);
    case 3: return chooseWidth<3>(width, wide);
    case 16: return chooseWidth<16>(width, wide);
    default: return {nullptr, 0};
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
