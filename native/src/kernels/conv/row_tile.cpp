#include "kernels/conv/row_tile.h"

#include "kernels/matmul/blocking.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

template <int known>
constexpr RowKernels<2, convBlocking.rowPixels, known> wideRows;

template <int known>
constexpr RowKernels<1, convBlocking.narrowRowPixels, known> narrowRows;

template <class Kernels>
RowKernel chooseSize(const Kernels& kernels, int64_t most, int64_t width) {
  if (width < most) return nullptr;
  const int64_t tiles = ceilDivide(width, most);
  return kernels.bySize[(most - ceilDivide(width, tiles)) / 2];
}

template <int known>
RowKernel chooseWidth(int64_t width, bool wide) {
  return wide ? chooseSize(wideRows<known>, convBlocking.rowPixels, width)
              : chooseSize(narrowRows<known>, convBlocking.narrowRowPixels, width);
}

}  // namespace

RowKernel chooseRowKernel(int64_t width, int64_t run, bool wide) {
  // Short runs without a loop: kernels 3 and 5 wide on one channel, 3 wide on three.
  if constexpr (!compact) {
    if (run == 3) return chooseWidth<3>(width, wide);
    if (run == 5) return chooseWidth<5>(width, wide);
    if (run == 9) return chooseWidth<9>(width, wide);
  }
  return chooseWidth<0>(width, wide);
}

}  // namespace evenkeel::EVENKEEL_ISA
