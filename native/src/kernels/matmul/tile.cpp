#include "kernels/matmul/tile.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

template <int vectors, Rows order>
struct TileKernels {
  static constexpr int most = vectors == 1 ? matmulBlocking.narrowRows : matmulBlocking.rows;
  TileKernel byRows[most + 1] = {};

  constexpr TileKernels() { fill<most>(); }

  template <int rows>
  constexpr void fill() {
    byRows[rows] = multiplyTile<rows, vectors, order>;
    if constexpr (rows > 1) fill<rows - 1>();
  }
};

template <int vectors, Rows order>
constexpr TileKernels<vectors, order> kernels;

template <int vectors>
TileKernel kernelOf(Rows order, int64_t rows) {
  if constexpr (!compact) {
    if (order == Rows::streamed) return kernels<vectors, Rows::streamed>.byRows[rows];
  }
  if (order == Rows::together) return kernels<vectors, Rows::together>.byRows[rows];
  return kernels<vectors, Rows::apart>.byRows[rows];
}

}  // namespace

TileKernel tileKernel(int64_t vectors, Rows order, int64_t rows) {
  return vectors == 1 ? kernelOf<1>(order, rows) : kernelOf<2>(order, rows);
}

}  // namespace evenkeel::EVENKEEL_ISA
