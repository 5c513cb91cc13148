#include "kernels/conv/gradient_plan.h"

#include "kernels/conv/blocking.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

constexpr int64_t mostChunks = 16;

/** A chunk of fewer pixels would spend its time on partial sums. */
constexpr int64_t chunkPixels = 512;

/** Partial sums together take at most this many floats, unless chains would get longer than below. */
constexpr int64_t partialFloats = int64_t{2} << 20;
constexpr int64_t longestChain = 16384;
constexpr int64_t mostPartialFloats = int64_t{16} << 20;

/** Pixels of a block: their gradients stay in the first cache while all rows of the result pass by. */
constexpr int64_t blockPixels = 128;

/** With fewer input channels, tiles of one tap would be too short. */
constexpr int64_t mergeBelow = 48;

Halo haloOf(const Axis& axis) {
  const int64_t last = (axis.out - 1) * axis.stride - axis.before + (axis.kernel - 1) * axis.dilation;
  return {axis.before, larger(0, last - (axis.in - 1))};
}

bool modest(const Halo& halo, const Axis& axis) { return halo.left + halo.right <= axis.in; }

int64_t chooseChunks(const Geometry& g, int64_t floats) {
  int64_t chunks = larger(1, smaller(mostChunks, g.outputPixels() / chunkPixels));
  while (chunks > 1 && chunks * floats > partialFloats) chunks /= 2;
  const int64_t wanted = ceilDivide(g.outputPixels(), longestChain);
  while (chunks < wanted && chunks < mostChunks && 2 * chunks * floats <= mostPartialFloats) {
    chunks *= 2;
  }
  return chunks;
}

}  // namespace

GradientPlan planGradient(const Geometry& g, int64_t threads) {
  GradientPlan plan{};
  plan.groupWidth = ceilDivide(g.groupO(), VW) * VW;
  plan.stride = plan.groupWidth * g.groups;
  // The padded width differs from one instruction set to the next: chunks must not depend on it.
  const int64_t chunks = chooseChunks(g, g.taps() * g.groupC() * g.o);
  plan.imageChunks = larger(1, smaller(chunks, g.images));
  plan.rowChunks = larger(1, smaller(chunks / plan.imageChunks, g.rows.out));

  const int64_t pixels = g.rows.out * g.columns.out;
  const int64_t images = larger(1, g.images / plan.imageChunks);
  plan.imagesPerBlock = 1;
  while (plan.imagesPerBlock * pixels < blockPixels && 2 * plan.imagesPerBlock <= images) {
    plan.imagesPerBlock *= 2;
  }
  const int64_t rows = ceilDivide(g.rows.out, plan.rowChunks);
  plan.rowBlocks = larger(1, smaller(rows, rows * g.columns.out / blockPixels));

  plan.columnHalo = haloOf(g.columns);
  plan.rowHalo = haloOf(g.rows);
  plan.merged = g.groups == 1 && g.columns.dilation == 1 && g.c < mergeBelow && g.taps() > 1 &&
                modest(plan.columnHalo, g.columns) && modest(plan.rowHalo, g.rows);

  plan.panelBlocks = 1;
  const int64_t panels = g.groups * ceilDivide(g.groupO(), channelPanel);
  while (plan.items() < threads && 2 * plan.panelBlocks <= panels) plan.panelBlocks *= 2;
  return plan;
}

}  // namespace evenkeel::EVENKEEL_ISA
