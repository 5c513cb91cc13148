#include "kernels/conv/winograd/tiling.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** Fewer channels leave the transforms too little to save. */
constexpr int64_t fewestChannels = 16;

/** Measured costs, in multiply-adds of the direct sum. */
struct Costs {
  /** Transforming one channel of one point, on either side of the product. */
  double point;
  /** Transforming one weight, and merging the partial sums of one. */
  double weight;
};

constexpr Costs correlationCosts{10, 70};
constexpr Costs gradientCosts{8, 300};

/** How much faster it must be by this estimate. */
constexpr double margin = 0.92;

bool applies(const Geometry& g) {
  const auto plain = [](const Axis& a) { return a.kernel == 3 && a.stride == 1 && a.dilation == 1; };
  return g.groups == 1 && plain(g.rows) && plain(g.columns) && g.c >= fewestChannels &&
         g.o >= fewestChannels;
}

/** Estimated cost with tiles of m x m, or of the direct sum for m = 0. */
double costOf(const Geometry& g, int64_t m, const Costs& costs) {
  const double c = static_cast<double>(g.c);
  const double o = static_cast<double>(g.o);
  if (m == 0) return static_cast<double>(g.outputPixels() * 9) * c * o;
  const int64_t tiles = g.images * ceilDivide(g.rows.out, m) * ceilDivide(g.columns.out, m);
  const double points = static_cast<double>((m + 2) * (m + 2));
  return static_cast<double>(tiles) * points * (c * o + costs.point * (c + o)) +
         points / 16 * costs.weight * c * o;
}

}  // namespace

Tiling tilingOf(int64_t m, const Axis& rows, const Axis& columns, bool gradient) {
  // Input gradient: target h sums over the outputs h + before - 2, h + before - 1 and h + before.
  const auto first = [gradient](const Axis& a) { return gradient ? a.before - 2 : -a.before; };
  const int64_t height = gradient ? rows.in : rows.out;
  const int64_t width = gradient ? columns.in : columns.out;
  return {m, ceilDivide(height, m), ceilDivide(width, m), first(rows), first(columns)};
}

Halo haloOf(const Tiling& tiling, int64_t sourceWidth) {
  const int64_t end = tiling.firstColumn + tiling.columns * tiling.m + 2;
  return {larger(0, -tiling.firstColumn), larger(0, end - sourceWidth)};
}

int64_t chooseWinograd(const Geometry& g, bool weightGradient) {
  if (!applies(g)) return 0;
  const Costs& costs = weightGradient ? gradientCosts : correlationCosts;
  int64_t best = 0;
  for (int64_t m = 2; m <= 4; m += 2) {
    if (m == 4 && !g.fast) continue;
    if (costOf(g, m, costs) < margin * costOf(g, best, costs)) best = m;
  }
  return best;
}

}  // namespace evenkeel::EVENKEEL_ISA
