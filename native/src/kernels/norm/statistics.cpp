// Each chunk of rows sums x - k and (x - k)^2, k being its first row: what is summed is of the size of the deviation,
// however large the mean. Chunks are merged in double (Chan, Golub and LeVeque 1983, "Algorithms for computing the
// sample variance").
#include "statistics.h"

#include "panel.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Vectors per panel: two sums in four rows each must fit the registers. */
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
constexpr int panelVectors = 2;
#else
constexpr int panelVectors = 1;
#endif

template <class P>
void sumPanel(const P& panel, const float* x, int64_t stride, int64_t rows, float* sum, float* square) {
  constexpr int NV = P::vectors;
  vec shift[NV];
  for (int u = 0; u < NV; u++) shift[u] = panel.read(x, u);
  FourSums<NV> first;
  FourSums<NV> second;
  forRowsByFour(0, rows, [&](int r, int64_t i) {
#pragma GCC unroll 4
    for (int u = 0; u < NV; u++) {
      const vec d = panel.read(x + i * stride, u) - shift[u];
      first.sums[r][u] += d;
      second.sums[r][u] = madd(d, d, second.sums[r][u]);
    }
  });
  for (int u = 0; u < NV; u++) {
    panel.write(sum, u, first.total(u));
    panel.write(square, u, second.total(u));
  }
}

/** Partial sums: [chunks][2][c]. */
struct Partials {
  const float* x;
  const float* sums;
  const NormPlan& plan;

  const float* shift(int64_t chunk) const { return x + plan.rowBegin(chunk) * plan.c; }
  const float* sum(int64_t chunk) const { return sums + 2 * chunk * plan.c; }
  const float* square(int64_t chunk) const { return sums + (2 * chunk + 1) * plan.c; }
};

void mergeMeans(const Partials& p, int64_t begin, int64_t end, double* mean) {
  for (int64_t j = begin; j < end; j++) mean[j] = 0.0;
  for (int64_t q = 0; q < p.plan.chunks; q++) {
    const double rows = p.plan.rowsOf(q);
    const float* shift = p.shift(q);
    const float* sum = p.sum(q);
    for (int64_t j = begin; j < end; j++) {
      mean[j] += rows * static_cast<double>(shift[j]) + static_cast<double>(sum[j]);
    }
  }
  const double m = static_cast<double>(p.plan.m);
  for (int64_t j = begin; j < end; j++) mean[j] /= m;
}

void mergeSquares(const Partials& p, int64_t begin, int64_t end, const double* mean, double* squares) {
  for (int64_t j = begin; j < end; j++) squares[j] = 0.0;
  for (int64_t q = 0; q < p.plan.chunks; q++) {
    const double rows = p.plan.rowsOf(q);
    const double perRow = 1.0 / rows;
    const float* shift = p.shift(q);
    const float* sum = p.sum(q);
    const float* square = p.square(q);
    for (int64_t j = begin; j < end; j++) {
      const double offset = static_cast<double>(sum[j]) * perRow;
      const double inside = static_cast<double>(square[j]) - static_cast<double>(sum[j]) * offset;
      const double distance = static_cast<double>(shift[j]) + offset - mean[j];
      // Rounding must not make a sum of squares negative; NaN passes.
      squares[j] += (inside < 0.0 ? 0.0 : inside) + rows * (distance * distance);
    }
  }
}

}  // namespace

bool columnStatistics(const float* x, const NormPlan& plan, Scratch& scratch, Statistics* result) {
  float* sums = scratch.floats(Slot::partials, static_cast<size_t>(2 * plan.chunks * plan.c));
  double* merged = scratch.doubles(Slot::transform, static_cast<size_t>(2 * plan.c));
  if (sums == nullptr || merged == nullptr) return false;
  forTiles(plan, 4, [&](const Tile& t) {
    float* sum = sums + 2 * t.chunk * plan.c;
    forPanels<panelVectors>(t.columnBegin, t.columnEnd, [&](const auto& panel, int64_t j) {
      sumPanel(panel, x + t.rowBegin * plan.c + j, plan.c, t.rowEnd - t.rowBegin, sum + j,
               sum + plan.c + j);
    });
  });
  *result = {merged, merged + plan.c};
  const Partials partials = {x, sums, plan};
  forChannelBlocks(plan, [&](int64_t begin, int64_t end) {
    mergeMeans(partials, begin, end, result->mean);
    mergeSquares(partials, begin, end, result->mean, result->squares);
  });
  return true;
}

}  // namespace evenkeel::EVENKEEL_ISA
