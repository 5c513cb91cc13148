// Loop nest of the matrix product: depth blocks, row blocks, panels, tiles.
// The sum of one element runs through all its terms in order, in one chain of multiply-adds that
// continues from block to block in c: its bits depend on neither the blocks nor the threads.
#include "kernels/matmul/multiply.h"

#include "core/threads.h"
#include "kernels/matmul/activate.h"
#include "kernels/matmul/pack.h"
#include "kernels/matmul/pair_tile.h"
#include "kernels/matmul/plan.h"
#include "kernels/matmul/tile.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

struct Span {
  int64_t begin;
  int64_t end;
  int64_t size() const { return end - begin; }
};

struct Buffers {
  float* left;
  float* right;
};

/** The rectangle of c and the terms that are being added. */
struct Block {
  Span rows;
  Span columns;
  Span terms;
};

Span partOf(int64_t count, int64_t parts, int64_t index) {
  return {partBegin(count, parts, index), partBegin(count, parts, index + 1)};
}

Span rowsOf(int64_t count, int64_t parts, int64_t index) {
  return {rowsBegin(count, parts, index), rowsBegin(count, parts, index + 1)};
}

/** Where element (row, term) of a lies. */
const float* leftAt(const Product& p, int64_t row, int64_t term) {
  return p.a.data + (p.transposeA ? term * p.a.stride + row : row * p.a.stride + term);
}

/** Panels are at multiples of panelWidth; the last may be narrower. */
int64_t packedWidth(const Product& p, int64_t column) {
  return smaller(panelWidth, ceilDivide(p.n - column, VW) * VW);
}

void packPanel(const Product& p, int64_t column, Span terms, float* target) {
  const int64_t width = packedWidth(p, column);
  const int64_t columns = smaller(width, p.n - column);
  if (p.transposeB) {
    const float* from = p.b.data + column * p.b.stride + terms.begin;
    packColumns({from, p.b.stride}, {columns, terms.size()}, width, target);
  } else {
    const float* from = p.b.data + terms.begin * p.b.stride + column;
    packRows({from, p.b.stride}, {terms.size(), columns}, width, target);
  }
}

/** Packs what the block needs of b: all its panels, or only a last one that is not full. */
void packRight(const Product& p, const Plan& plan, const Block& block, float* target) {
  for (int64_t column = block.columns.begin; column < block.columns.end; column += panelWidth) {
    const bool full = column + panelWidth <= p.n;
    if (full && !plan.packRight) continue;
    const int64_t before = plan.packRight ? column - block.columns.begin : 0;
    packPanel(p, column, block.terms, target + before * block.terms.size());
  }
}

/** Packs the rows of each tile of a row block, leftWidth floats a term. */
void packLeft(const Product& p, const Block& block, int64_t tiles, float* target) {
  for (int64_t t = 0; t < tiles; t++) {
    const Span rows = partOf(block.rows.size(), tiles, t);
    const Matrix from = {leftAt(p, block.rows.begin + rows.begin, block.terms.begin), p.a.stride};
    float* to = target + t * leftWidth * block.terms.size();
    if (p.transposeA) packRows(from, {block.terms.size(), rows.size()}, leftWidth, to);
    else packColumns(from, {rows.size(), block.terms.size()}, leftWidth, to);
  }
}

/** The fields of a tile that stay the same along a panel. */
Tile tileOfPanel(const Product& p, const Plan& plan, const Block& block, int64_t column,
                 const float* packed) {
  const bool last = block.terms.end == p.k;
  const int64_t width = smaller(panelWidth, p.n - column);
  Tile tile{};
  if (plan.packRight || width < panelWidth) {
    const int64_t before = plan.packRight ? column - block.columns.begin : 0;
    tile.b = packed + before * block.terms.size();
    tile.bStride = packedWidth(p, column);
  } else {
    tile.b = p.b.data + block.terms.begin * p.b.stride + column;
    tile.bStride = p.b.stride;
  }
  tile.cStride = p.cStride;
  tile.depth = block.terms.size();
  tile.bias = last && p.bias != nullptr ? p.bias + column : nullptr;
  tile.lanes = static_cast<int>((width - 1) % VW + 1);
  tile.earlier = block.terms.begin > 0 ? Earlier::resume : Earlier::none;
  tile.relu = last && p.activation == Activation::relu;
  return tile;
}

/** All rows of a block by the panel of a column and the one behind it. */
PairTile pairOfPanels(const Product& p, const Plan& plan, const Block& block, int64_t column,
                      const float* packed) {
  PairTile pair{tileOfPanel(p, plan, block, column, packed), block.rows.size(), false};
  pair.tile.a = leftAt(p, block.rows.begin, block.terms.begin);
  pair.tile.aStride = p.a.stride;
  pair.tile.c = p.c + block.rows.begin * p.cStride + column;
  pair.streamed = plan.stream && column == block.columns.begin && block.rows.end + pairRows <= p.m;
  return pair;
}

void multiplyRowBlock(const Product& p, const Plan& plan, const Block& block,
                      const Buffers& buffers) {
  const int64_t packedTiles = ceilDivide(block.rows.size(), matmulBlocking.rows);
  if (plan.packLeft) packLeft(p, block, packedTiles, buffers.left);
  const bool together = plan.packLeft || p.transposeA;
  const bool paired = pairsPanels && plan.packRight && !together && block.rows.size() % pairRows == 0;
  for (int64_t column = block.columns.begin; column < block.columns.end; column += panelWidth) {
    if (paired && column + 2 * panelWidth <= block.columns.end) {
      multiplyPair(pairOfPanels(p, plan, block, column, buffers.right));
      column += panelWidth;
      continue;
    }
    const int64_t vectors = ceilDivide(smaller(panelWidth, p.n - column), VW);
    const bool stream = plan.stream && column == block.columns.begin;
    const int64_t tiles =
        plan.packLeft ? packedTiles : ceilDivide(block.rows.size(), tileRows(vectors));
    Tile tile = tileOfPanel(p, plan, block, column, buffers.right);
    tile.aStride = plan.packLeft ? leftWidth : p.a.stride;
    for (int64_t t = 0; t < tiles; t++) {
      const Span rows = partOf(block.rows.size(), tiles, t);
      const int64_t row = block.rows.begin + rows.begin;
      tile.a = plan.packLeft ? buffers.left + t * leftWidth * tile.depth
                             : leftAt(p, row, block.terms.begin);
      tile.c = p.c + row * p.cStride + column;
      // Behind the last are rows of another thread.
      tile.next = t + 1 < tiles ? tile.c + rows.size() * p.cStride : nullptr;
      const Rows order = together ? Rows::together : stream ? Rows::streamed : Rows::apart;
      const TileKernel kernel = tileKernel(vectors, order, rows.size());
      if (compact && tile.lanes < VW) multiplyPartly(tile, vectors, rows.size(), kernel);
      else kernel(tile);
    }
  }
}

void multiplyPart(const Product& p, const Plan& plan, int64_t part, const Buffers& buffers) {
  const int64_t panels = ceilDivide(p.n, panelWidth);
  const Span rows = rowsOf(p.m, plan.rowParts, part / plan.columnParts);
  const Span own = partOf(panels, plan.columnParts, part % plan.columnParts);
  Block block{rows, {own.begin * panelWidth, smaller(own.end * panelWidth, p.n)}, {0, 0}};
  if (rows.size() == 0 || own.size() == 0) return;
  const int64_t rowBlocks = ceilDivide(rows.size(), plan.rowBlock);
  do {
    block.terms = {block.terms.end, smaller(p.k, block.terms.end + plan.depth)};
    packRight(p, plan, block, buffers.right);
    for (int64_t i = 0; i < rowBlocks; i++) {
      const Span inner = rowsOf(rows.size(), rowBlocks, i);
      block.rows = {rows.begin + inner.begin, rows.begin + inner.end};
      multiplyRowBlock(p, plan, block, buffers);
    }
  } while (block.terms.end < p.k);
  activateRectangle(p, {rows.size(), block.columns.size()},
                    p.c + rows.begin * p.cStride + block.columns.begin);
}

int64_t workOf(const Product& p) { return 2 * p.m * p.n * larger(1, p.k); }

}  // namespace

Status multiply(const Product& product, Scratch& scratch) {
  if (product.m == 0 || product.n == 0) return Status::ok();
  const int64_t work = workOf(product);
  const int64_t threads = threadsFor(INT32_MAX, work);
  const Plan plan = planProduct(product, threads);
  const PackSizes sizes = packSizes(product, plan);
  const size_t parts = static_cast<size_t>(plan.parts());
  float* left = scratch.floats(Slot::packedLeft, parts * sizes.left);
  float* right = scratch.floats(Slot::packedRight, parts * sizes.right);
  if (left == nullptr || right == nullptr) return Status::outOfMemory();
  parallelFor(plan.parts(), work, [&](int64_t begin, int64_t end, int) {
    for (int64_t i = begin; i < end; i++) {
      multiplyPart(product, plan, i, {left + i * sizes.left, right + i * sizes.right});
    }
  });
  return Status::ok();
}

Status multiplyBatch(const Product& first, int64_t count, const BatchStrides& strides,
                     Scratch& scratch) {
  const auto at = [&](int64_t index) {
    Product product = first;
    product.a.data += index * strides.a;
    product.b.data += index * strides.b;
    product.c += index * strides.c;
    return product;
  };
  if (first.m == 0 || first.n == 0) return Status::ok();
  const int64_t work = count * workOf(first);
  const int threads = threadsFor(count, work);
  if (count < threadsFor(INT32_MAX, work)) {
    for (int64_t i = 0; i < count; i++) {
      const Status status = multiply(at(i), scratch);
      if (status.kind != Status::Kind::ok) return status;
    }
    return Status::ok();
  }
  const Plan plan = planProduct(first, 1);
  const PackSizes sizes = packSizes(first, plan);
  const size_t team = static_cast<size_t>(threads);
  float* left = scratch.floats(Slot::packedLeft, team * sizes.left);
  float* right = scratch.floats(Slot::packedRight, team * sizes.right);
  if (left == nullptr || right == nullptr) return Status::outOfMemory();
  parallelFor(count, work, [&](int64_t begin, int64_t end, int thread) {
    for (int64_t i = begin; i < end; i++) {
      multiplyPart(at(i), plan, 0, {left + thread * sizes.left, right + thread * sizes.right});
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
