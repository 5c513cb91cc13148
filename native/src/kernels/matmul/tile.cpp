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
  } else if constexpr (vectors == 2) {
    constexpr int most = matmulBlocking.rows;
    if (order == Rows::streamed && rows == most) return multiplyTile<most, 2, Rows::streamed>;
  }
  if (order == Rows::together) return kernels<vectors, Rows::together>.byRows[rows];
  return kernels<vectors, Rows::apart>.byRows[rows];
}

}  // namespace

TileKernel tileKernel(int64_t vectors, Rows order, int64_t rows) {
  return vectors == 1 ? kernelOf<1>(order, rows) : kernelOf<2>(order, rows);
}

void multiplyPartly(const Tile& tile, int64_t vectors, int64_t rows, TileKernel kernel) {
  float bias[panelWidth] = {};
  float c[matmulBlocking.narrowRows][panelWidth] = {};
  const int64_t columns = (vectors - 1) * VW + tile.lanes;
  for (int64_t j = 0; j < columns && tile.bias != nullptr; j++) bias[j] = tile.bias[j];
  for (int64_t i = 0; i < rows && tile.earlier != Earlier::none; i++) {
    for (int64_t j = 0; j < columns; j++) c[i][j] = tile.c[i * tile.cStride + j];
  }
  Tile whole = tile;
  whole.c = c[0];
  whole.cStride = panelWidth;
  if (tile.bias != nullptr) whole.bias = bias;
  whole.lanes = VW;
  kernel(whole);
  for (int64_t i = 0; i < rows; i++) {
    for (int64_t j = 0; j < columns; j++) tile.c[i * tile.cStride + j] = c[i][j];
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
