#include "kernels/conv/winograd/tiling.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** Fewer channels leave the transforms too little to save. */
constexpr int64_t fewestChannels = 16;

/** With fewer pixels the transformed weights are not used often enough. */
constexpr int64_t fewestPixels = 256;

/** Cost of transforming one float, in multiply-adds of the products. */
constexpr double transformCost = 1.5;

bool applies(const Geometry& g) {
  const auto plain = [](const Axis& a) { return a.kernel == 3 && a.stride == 1 && a.dilation == 1; };
  return g.groups == 1 && plain(g.rows) && plain(g.columns) && g.c >= fewestChannels &&
         g.o >= fewestChannels && g.outputPixels() >= fewestPixels;
}

/** Multiply-adds of one image, with the transforms in the same unit. */
double costOf(const Geometry& g, int64_t m) {
  const double c = static_cast<double>(g.c);
  const double o = static_cast<double>(g.o);
  if (m == 0) return static_cast<double>(g.rows.out * g.columns.out * 9) * c * o;
  const double tiles = static_cast<double>(ceilDivide(g.rows.out, m) * ceilDivide(g.columns.out, m));
  const double points = static_cast<double>((m + 2) * (m + 2));
  return tiles * points * (c * o + transformCost * 16 * (c + o));
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
  int64_t best = 0;
  (void)weightGradient;
  for (int64_t m = 2; m <= 4; m += 2) {
    if (m == 4 && !g.fast) continue;
    if (costOf(g, m) < 0.9 * costOf(g, best)) best = m;
  }
  return best;
}

}  // namespace evenkeel::EVENKEEL_ISA
