#include "kernels/conv/row_tile.h"

#include "kernels/matmul/blocking.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

template <int known>
constexpr RowKernels<2, convBlocking.rowPixels, known> wideRows;

template <int known>
constexpr RowKernels<1, convBlocking.narrowRowPixels, known> narrowRows;

template <class Kernels>
RowTiles cutWith(const Kernels& kernels, int64_t most, int64_t width) {
  if (width < Kernels::fewest) return {};
  const int64_t tiles = ceilDivide(width, most);
  return {kernels.byPixels, width / tiles, tiles - width % tiles, width % tiles};
}

template <int known>
RowTiles cutKnown(int64_t width, bool wide) {
  return wide ? cutWith(wideRows<known>, convBlocking.rowPixels, width)
              : cutWith(narrowRows<known>, convBlocking.narrowRowPixels, width);
}

}  // namespace

RowTiles cutRow(int64_t width, int64_t run, bool wide) {
  // Short runs without a loop: kernels 3 and 5 wide on one channel, 3 wide on three.
  if constexpr (!compact) {
    if (run == 3) return cutKnown<3>(width, wide);
    if (run == 5) return cutKnown<5>(width, wide);
    if (run == 9) return cutKnown<9>(width, wide);
  }
  return cutKnown<0>(width, wide);
}

}  // namespace evenkeel::EVENKEEL_ISA
