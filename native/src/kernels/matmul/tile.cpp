#include "kernels/matmul/tile.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

template <int vectors, Rows order>
struct TileKernels {
  TileKernel byRows[matmulBlocking.rows + 1] = {};

  constexpr TileKernels() { fill<matmulBlocking.rows>(); }

  template <int rows>
  constexpr void fill() {
    byRows[rows] = multiplyTile<rows, vectors, order>;
    if constexpr (rows > 1) fill<rows - 1>();
  }
};

constexpr TileKernels<2, Rows::apart> wideApart;
constexpr TileKernels<2, Rows::together> wideTogether;
constexpr TileKernels<1, Rows::apart> narrowApart;
constexpr TileKernels<1, Rows::together> narrowTogether;
static_assert(matmulBlocking.vectors == 2, "a panel has one or two vectors");

}  // namespace

TileKernel tileKernel(int64_t vectors, Rows order, int64_t rows) {
  if (vectors == 1) return order == Rows::apart ? narrowApart.byRows[rows] : narrowTogether.byRows[rows];
  return order == Rows::apart ? wideApart.byRows[rows] : wideTogether.byRows[rows];
}

}  // namespace evenkeel::EVENKEEL_ISA
