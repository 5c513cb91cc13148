#include "kernels/conv/row_tile.h"

#include "kernels/matmul/blocking.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

template <int step, int run>
constexpr RowKernels<2, convBlocking.rowPixels, step, run> wideRows;

template <int step, int run>
constexpr RowKernels<1, convBlocking.narrowRowPixels, step, run> narrowRows;

template <class Kernels>
RowChoice chooseSize(const Kernels& kernels, int64_t most, int64_t width) {
  if (width < most) return {nullptr, 0};
  const int64_t tiles = ceilDivide(width, most);
  const int64_t size = (most - ceilDivide(width, tiles)) / 2;
  return {kernels.bySize[size], most - 2 * size};
}

template <int step, int run>
RowChoice chooseWidth(const RowShape& shape) {
  return shape.wide ? chooseSize(wideRows<step, run>, convBlocking.rowPixels, shape.width)
                    : chooseSize(narrowRows<step, run>, convBlocking.narrowRowPixels, shape.width);
}

}  // namespace

RowChoice chooseRowKernel(const RowShape& shape) {
  // Kernels 3 and 5 wide on one channel, 3 wide on three; others of these steps have loops.
  if (shape.step == 1 && shape.run == 3) return chooseWidth<1, 3>(shape);
  if (shape.step == 1 && shape.run == 5) return chooseWidth<1, 5>(shape);
  if (shape.step == 3 && shape.run == 9) return chooseWidth<3, 9>(shape);
  if (shape.step == 1) return chooseWidth<1, 0>(shape);
  if (shape.step == 3) return chooseWidth<3, 0>(shape);
  if (shape.step == 16) return chooseWidth<16, 0>(shape);
  return {nullptr, 0};
}

}  // namespace evenkeel::EVENKEEL_ISA
