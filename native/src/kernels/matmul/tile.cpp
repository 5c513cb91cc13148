#include "kernels/matmul/pair_tile.h"
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

/** What the kernels of pairs do besides: nothing, all that a tile may ask for, or reading the rows behind it, too, a line in each turn. */
enum class Besides { nothing, all, streaming };

template <Besides besides>
__attribute__((noinline)) void multiplyRows(const PairTile& pair) {
  constexpr int turn = 8;
  const Tile tile = pair.tile;
  const float* a = tile.a;
  float* c = tile.c;
  for (int64_t i = 0; i < pair.rows; i += pairRows) {
    Sums<pairRows, pairVectors> sums;
    EVENKEEL_UNROLL for (int r = 0; r < pairRows; r++) {
      EVENKEEL_UNROLL for (int j = 0; j < pairVectors; j++) sums.at[r][j] = vec{};
      if (besides != Besides::nothing && tile.earlier == Earlier::resume) loadRow(tile, c + r * tile.cStride, sums.at[r]);
    }
    const float* ahead = a + pairRows * tile.aStride;
    PairTerms terms{{a, a + tile.aStride}, {tile.b, tile.b + tile.depth * panelWidth}};
    terms.add<turn>(tile.depth, sums.at, [&] {
      if constexpr (besides != Besides::streaming) return;
      touch(ahead);
      ahead += pairRows * turn;
    });
    if (besides != Besides::nothing && tile.bias != nullptr) addBias(tile, sums);
    if (besides != Besides::nothing && tile.relu) applyRelu(sums);
    EVENKEEL_UNROLL for (int r = 0; r < pairRows; r++) {
      EVENKEEL_UNROLL for (int j = 0; j < pairVectors; j++) store(c + j * VW, sums.at[r][j]);
      c += tile.cStride;
    }
    a += pairRows * tile.aStride;
  }
}

}  // namespace

TileKernel tileKernel(int64_t vectors, Rows order, int64_t rows) {
  return vectors == 1 ? kernelOf<1>(order, rows) : kernelOf<2>(order, rows);
}

void multiplyPair(const PairTile& pair) {
  if constexpr (pairsPanels) {
    const Tile& tile = pair.tile;
    if (pair.streamed) return multiplyRows<Besides::streaming>(pair);
    const bool alone = tile.earlier == Earlier::none && tile.bias == nullptr && !tile.relu;
    return alone ? multiplyRows<Besides::nothing>(pair) : multiplyRows<Besides::all>(pair);
  }
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
