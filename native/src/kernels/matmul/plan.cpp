// Cost estimates in units of one vector multiply-add; they choose speed only, never the result.
#include "kernels/matmul/plan.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** Cost of packing one float, in vector multiply-adds. */
constexpr double packCost = 0.5;

/** Cost of reading one float from afar: what two parts share is read twice. */
constexpr double readCost = 0.25;

/** Rows that must share a panel before copying it pays. */
constexpr int64_t rowsToPackRight = 8 * matmulBlocking.rows;

/** Panels that must share a row before copying it pays; never where a tile of few rows has a pointer for each. */
constexpr int64_t panelsToPackLeft = compact ? INT64_MAX : 6;

/** Rows of at most so many floats, one after another, are as good as packed: a tile of them stays in the first cache beside its panel. */
constexpr int64_t shortRow = 128;

/** Floats of the left operand, read where they are, that stay in the second cache for all panels; where they are not prefetched, in the first. */
constexpr int64_t leftFloats = compact ? 4 * 1024 : 64 * 1024;

/** A left operand of fewer floats is taken to be in the second cache already. */
constexpr int64_t cachedFloats = 192 * 1024;

/**
 * Parts for each of several threads, of so many rows at least. In WebAssembly, where a thread cannot leave a processor that it shares with
 * another, equal halves would take as long as the slower one.
 */
constexpr int64_t spareParts = compact ? 8 : 1;
constexpr int64_t rowsOfPart = 512;

bool goodAsPacked(const Product& product) {
  return !product.transposeA && product.a.stride == product.k && product.k <= shortRow;
}

/** Rows a multiple of 4 KB apart fall into one set of the first cache and drive each other out. */
bool strideHurts(int64_t stride) { return stride % 1024 == 0; }

double partCost(const Product& product, const Plan& plan) {
  const double rows = static_cast<double>(ceilDivide(product.m, plan.rowParts));
  const int64_t panels = ceilDivide(product.n, panelWidth);
  const int64_t panelsOfPart = ceilDivide(panels, plan.columnParts);
  const int64_t vectors = smaller(2 * panelsOfPart, ceilDivide(product.n, VW));
  const double k = static_cast<double>(product.k);
  double cost = rows * static_cast<double>(vectors) * k;
  cost += readCost * k * (rows + static_cast<double>(vectors * VW));
  if (plan.packLeft) cost += packCost * rows * k;
  if (plan.packRight) cost += packCost * static_cast<double>(vectors * VW) * k;
  return cost;
}

}  // namespace

Plan planProduct(const Product& product, int64_t threads) {
  const int64_t panels = ceilDivide(product.n, panelWidth);
  Plan best{1, 1, 0, matmulBlocking.rowBlock, false, false, false};
  best.packRight = product.transposeB || product.m >= rowsToPackRight;
  best.packLeft = (panels >= panelsToPackLeft && !goodAsPacked(product)) || (strideHurts(product.a.stride) && panels > 1);
  const int64_t depth = matmulBlocking.depth * (best.packLeft || best.packRight ? 1 : 4);
  best.depth = ceilDivide(product.k, larger(1, ceilDivide(product.k, depth)));
  if (!best.packLeft) {
    const int64_t rows = leftFloats / larger(1, best.depth) / matmulBlocking.rows;
    best.rowBlock = larger(4, rows) * matmulBlocking.rows;
    best.stream = !product.transposeA && product.a.stride == best.depth &&
                  product.m * product.k > cachedFloats;
  }
  double lowest = partCost(product, best);
  for (int64_t rowParts = 1; rowParts <= threads; rowParts++) {
    if (threads % rowParts != 0) continue;
    Plan plan = best;
    plan.rowParts = smaller(rowParts, product.m);
    plan.columnParts = smaller(threads / rowParts, panels);
    const double cost = partCost(product, plan);
    if (cost < lowest) {
      lowest = cost;
      best = plan;
    }
  }
  if (threads > 1) best.rowParts *= larger(1, smaller(spareParts, product.m / best.rowParts / rowsOfPart));
  return best;
}

PackSizes packSizes(const Product& product, const Plan& plan) {
  const int64_t panels = ceilDivide(ceilDivide(product.n, panelWidth), plan.columnParts);
  const int64_t tiles = ceilDivide(matmulBlocking.rowBlock, matmulBlocking.rows);
  const int64_t depth = larger(1, plan.depth);
  return {static_cast<size_t>((plan.packLeft ? tiles : 1) * leftWidth * depth),
          static_cast<size_t>((plan.packRight ? panels : 1) * panelWidth * depth)};
}

}  // namespace evenkeel::EVENKEEL_ISA
