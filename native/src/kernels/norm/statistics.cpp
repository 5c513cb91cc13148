// Each chunk of rows sums x - k and (x - k)^2, k being the median of three of its rows: what is summed is of the size
// of the deviation, however large the mean, and one stray row does not matter. Chunks are merged in double (Chan,
// Golub and LeVeque 1983, "Algorithms for computing the sample variance").
#include "statistics.h"

#include "four_sums.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Vectors per panel: two sums in four rows each must fit the registers. */
#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
constexpr int panelVectors = 2;
#else
constexpr int panelVectors = 1;
#endif

/** What a chunk leaves for each channel: [3][c]. */
struct Partial {
  float* shift;
  float* sum;
  float* square;

  Partial(float* memory, int64_t chunk, int64_t c)
      : shift(memory + 3 * chunk * c), sum(shift + c), square(sum + c) {}
};

EVENKEEL_INLINE vec medianOf(vec a, vec b, vec c) { return maxOf(minOf(a, b), minOf(maxOf(a, b), c)); }

template <class P>
void sumPanel(const P& panel, const float* x, int64_t stride, int64_t rows, int64_t j, const Partial& out) {
  constexpr int NV = P::vectors;
  vec shift[NV];
  for (int u = 0; u < NV; u++) {
    const vec middle = panel.read(x + rows / 2 * stride, u);
    shift[u] = medianOf(panel.read(x, u), middle, panel.read(x + (rows - 1) * stride, u));
  }
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
    panel.write(out.shift + j, u, shift[u]);
    panel.write(out.sum + j, u, first.total(u));
    panel.write(out.square + j, u, second.total(u));
  }
}

/** The partial results of all chunks. */
struct Partials {
  float* memory;
  const NormPlan& plan;

  Partial of(int64_t chunk) const { return Partial(memory, chunk, plan.c); }
};

void mergeMeans(const Partials& p, int64_t begin, int64_t end, double* mean) {
  for (int64_t j = begin; j < end; j++) mean[j] = 0.0;
  for (int64_t q = 0; q < p.plan.chunks; q++) {
    const double rows = p.plan.rowsOf(q);
    const Partial part = p.of(q);
    for (int64_t j = begin; j < end; j++) {
      mean[j] += rows * static_cast<double>(part.shift[j]) + static_cast<double>(part.sum[j]);
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
    const Partial part = p.of(q);
    for (int64_t j = begin; j < end; j++) {
      const double sum = part.sum[j];
      const double offset = sum * perRow;
      const double inside = static_cast<double>(part.square[j]) - sum * offset;
      const double distance = static_cast<double>(part.shift[j]) + offset - mean[j];
      // Rounding must not make a sum of squares negative; NaN passes.
      squares[j] += (inside < 0.0 ? 0.0 : inside) + rows * (distance * distance);
    }
  }
}

}  // namespace

bool columnStatistics(const float* x, const NormPlan& plan, Scratch& scratch, Statistics* result) {
  float* sums = scratch.floats(Slot::partials, static_cast<size_t>(3 * plan.chunks * plan.c));
  double* merged = scratch.doubles(Slot::transform, static_cast<size_t>(2 * plan.c));
  if (sums == nullptr || merged == nullptr) return false;
  forTiles(plan, 4, [&](const Tile& t) {
    const Partial out(sums, t.chunk, plan.c);
    forPanels<panelVectors>(t.columnBegin, t.columnEnd, [&](const auto& panel, int64_t j) {
      sumPanel(panel, x + t.rowBegin * plan.c + j, plan.c, t.rowEnd - t.rowBegin, j, out);
    });
  });
  *result = {merged, merged + plan.c};
  const Partials partials = {sums, plan};
  forChannelBlocks(plan, [&](int64_t begin, int64_t end) {
    mergeMeans(partials, begin, end, result->mean);
    mergeSquares(partials, begin, end, result->mean, result->squares);
  });
  return true;
}

}  // namespace evenkeel::EVENKEEL_ISA
