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

/** WebAssembly multiplies more slowly, so that transforms cost less beside it; its sums are rounded differently anyway. */
constexpr Costs correlationCosts{compact ? 5.0 : 8.0, 70};
constexpr Costs gradientCosts{8, 300};

/** How much faster it must be by this estimate. */
constexpr double margin = 0.92;

struct Offer {
  Filtering filtering;
  /** Errors are larger than those of the direct sum. */
  bool onlyFast;
};

constexpr Offer offers[] = {{{2, 3, 4}, false}, {{4, 3, 6}, true}, {{2, 5, 7}, false}};

bool applies(const Filtering& filtering, const Geometry& g) {
  const auto fits = [&](const Axis& a) {
    return a.kernel == filtering.kernel && a.stride == 1 && a.dilation == 1;
  };
  return g.groups == 1 && fits(g.rows) && fits(g.columns) && g.c >= fewestChannels &&
         g.o >= fewestChannels;
}

/** Estimated cost with a filtering, or of the direct sum for m = 0. */
double costOf(const Geometry& g, const Filtering& filtering, const Costs& costs) {
  const int64_t m = filtering.m;
  const double c = static_cast<double>(g.c);
  const double o = static_cast<double>(g.o);
  if (m == 0) return static_cast<double>(g.outputPixels() * g.taps()) * c * o;
  const int64_t tiles = g.images * ceilDivide(g.rows.out, m) * ceilDivide(g.columns.out, m);
  const double points = static_cast<double>(filtering.points());
  return static_cast<double>(tiles) * points * (c * o + costs.point * (c + o)) +
         points / 16 * costs.weight * c * o;
}

}  // namespace

Tiling tilingOf(const Filtering& filtering, const Axis& rows, const Axis& columns, bool gradient) {
  // Input gradient: target h sums over the outputs h + before - (kernel - 1) to h + before.
  const auto first = [gradient](const Axis& a) {
    return gradient ? a.before - (a.kernel - 1) : -a.before;
  };
  const int64_t m = filtering.m;
  const int64_t height = gradient ? rows.in : rows.out;
  const int64_t width = gradient ? columns.in : columns.out;
  return {filtering, ceilDivide(height, m), ceilDivide(width, m), first(rows), first(columns)};
}

Halo haloOf(const Tiling& tiling, int64_t sourceWidth) {
  const int64_t end = tiling.firstColumn + tiling.columns * tiling.m() + tiling.filtering.kernel - 1;
  return {larger(0, -tiling.firstColumn), larger(0, end - sourceWidth)};
}

Filtering chooseWinograd(const Geometry& g, bool weightGradient) {
  const Costs& costs = weightGradient ? gradientCosts : correlationCosts;
  Filtering best{0, 0, 0};
  for (const Offer& offer : offers) {
    if ((offer.onlyFast && !g.fast) || !applies(offer.filtering, g)) continue;
    if (costOf(g, offer.filtering, costs) < margin * costOf(g, best, costs)) best = offer.filtering;
  }
  return best;
}

}  // namespace evenkeel::EVENKEEL_ISA
