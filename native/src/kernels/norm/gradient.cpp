// Two passes: the sums of g and of g * (x - mean) over the rows, then
// dx = c0 g + c1 (x - mean) + c2 with c0 = gamma rstd, c1 = -c0 rstd dgamma / m, c2 = -c0 dbeta / m - c1 low.
#include "gradient.h"

#include "mask.h"
#include "four_sums.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4
constexpr int panelVectors = 2;
#else
constexpr int panelVectors = 1;
#endif

/** Per channel: [2][c] sums, then [3][c] coefficients of dx. */
struct Folded {
  double* sums;
  float* coefficients;
};

template <class P>
EVENKEEL_INLINE MaskAffine maskOf(const P& panel, const Affine& affine, int64_t j, int u) {
  return {panel.read(affine.mean + j, u), panel.read(affine.scale + j, u), panel.read(affine.shift + j, u)};
}

/** A panel of a tile: its rows and its first channel. */
struct Place {
  const Tile& tile;
  int64_t c;
  int64_t j;

  int64_t begin() const { return tile.rowBegin * c + j; }
};

EVENKEEL_INLINE GradRow rowAt(const NormGradients& task, int64_t at) {
  return {task.x + at, task.dy + at, task.y ? task.y + at : nullptr};
}

template <Mask M, class P>
void sumPanel(const P& panel, const NormGradients& task, const Affine& affine, const Place& place, float* sums) {
  constexpr int NV = P::vectors;
  MaskAffine mask[NV];
  for (int u = 0; u < NV; u++) mask[u] = maskOf(panel, affine, place.j, u);
  FourSums<NV> plain;
  FourSums<NV> weighted;
  const int64_t begin = place.begin();
  forRowsByFour(0, place.tile.rowEnd - place.tile.rowBegin, [&](int r, int64_t i) {
    const GradRow row = rowAt(task, begin + i * place.c);
#pragma GCC unroll 4
    for (int u = 0; u < NV; u++) {
      const vec x = panel.read(row.x, u);
      const vec g = passedGradient<M>(panel, row, u, x, mask[u]);
      plain.sums[r][u] += g;
      weighted.sums[r][u] = madd(g, x - mask[u].mean, weighted.sums[r][u]);
    }
  });
  for (int u = 0; u < NV; u++) {
    panel.write(sums, u, plain.total(u));
    panel.write(sums + place.c, u, weighted.total(u));
  }
}

/** Sums over chunks in rising order; then dbeta, dgamma and the coefficients of dx. */
void fold(const NormGradients& task, const NormPlan& plan, const Affine& affine, const float* rstd,
          const float* partial, const Folded& folded) {
  const int64_t c = plan.c;
  forChannelBlocks(plan, [&](int64_t begin, int64_t end) {
    double* plain = folded.sums;
    double* weighted = folded.sums + c;
    for (int64_t j = begin; j < end; j++) plain[j] = weighted[j] = 0.0;
    for (int64_t q = 0; q < plan.chunks; q++) {
      const float* sums = partial + 2 * q * c;
      for (int64_t j = begin; j < end; j++) plain[j] += static_cast<double>(sums[j]);
      for (int64_t j = begin; j < end; j++) weighted[j] += static_cast<double>(sums[c + j]);
    }
    const double share = task.training ? 1.0 / static_cast<double>(plan.m) : 0.0;
    for (int64_t j = begin; j < end; j++) {
      const double r = rstd[j];
      const double dgamma = (weighted[j] - affine.low[j] * plain[j]) * r;
      const double scale = affine.scale[j];
      const double slope = -scale * r * dgamma * share;
      if (task.dgamma) task.dgamma[j] = static_cast<float>(dgamma);
      if (task.dbeta) task.dbeta[j] = static_cast<float>(plain[j]);
      folded.coefficients[j] = static_cast<float>(slope);
      folded.coefficients[c + j] = static_cast<float>(-scale * plain[j] * share - slope * affine.low[j]);
    }
  });
}

template <Mask M, bool HasDx, bool HasResidual, class P>
void gradPanel(const P& panel, const NormGradients& task, const Affine& affine, const float* coefficients,
               const Place& place) {
  constexpr int NV = P::vectors;
  MaskAffine mask[NV];
  vec slope[NV];
  vec offset[NV];
  for (int u = 0; u < NV; u++) {
    mask[u] = maskOf(panel, affine, place.j, u);
    slope[u] = panel.read(coefficients + place.j, u);
    offset[u] = panel.read(coefficients + place.c + place.j, u);
  }
  int64_t at = place.begin();
  const int64_t ahead = writeAhead(place.c, NV * VW);
#pragma GCC unroll 4
  for (int64_t i = place.tile.rowBegin; i < place.tile.rowEnd; i++, at += place.c) {
    const GradRow row = rowAt(task, at);
#pragma GCC unroll 4
    for (int u = 0; u < NV; u++) {
      const vec x = panel.read(row.x, u);
      const vec g = passedGradient<M>(panel, row, u, x, mask[u]);
      if (HasResidual) panel.write(task.dresidual + at, u, g);
      if (!HasDx) continue;
      prefetchForWrite(task.dx + at + u * VW + ahead);
      const vec rest = madd(slope[u], x - mask[u].mean, offset[u]);
      panel.write(task.dx + at, u, madd(mask[u].scale, g, rest));
    }
  }
}

template <Mask M, bool HasDx, bool HasResidual>
void gradTiles(const NormGradients& task, const NormPlan& plan, const Affine& affine, const float* coefficients) {
  forTilesBackwards(plan, 6, [&](const Tile& tile) {
    forBands(tile, panelVectors * VW, [&](const Tile& band) {
      forPanels<panelVectors>(band.columnBegin, band.columnEnd, [&](const auto& panel, int64_t j) {
        gradPanel<M, HasDx, HasResidual>(panel, task, affine, coefficients, Place{band, plan.c, j});
      });
    });
  });
}

template <Mask M>
Status run(const NormGradients& task, const NormPlan& plan, const Affine& affine, const float* rstd,
           Scratch& scratch) {
  const size_t c = static_cast<size_t>(plan.c);
  float* partial = scratch.floats(Slot::partials, 2 * c * static_cast<size_t>(plan.chunks + 1));
  const Folded folded = {scratch.doubles(Slot::transform, 2 * c), scratch.floats(Slot::pixels, 2 * c)};
  if (!partial || !folded.sums || !folded.coefficients) return Status::outOfMemory();
  forTiles(plan, 6, [&](const Tile& tile) {
    float* sums = partial + 2 * tile.chunk * plan.c;
    forPanels<panelVectors>(tile.columnBegin, tile.columnEnd, [&](const auto& panel, int64_t j) {
      sumPanel<M>(panel, task, affine, Place{tile, plan.c, j}, sums + j);
    });
  });
  fold(task, plan, affine, rstd, partial, folded);
  if (task.dx && task.dresidual) gradTiles<M, true, true>(task, plan, affine, folded.coefficients);
  if (task.dx && !task.dresidual) gradTiles<M, true, false>(task, plan, affine, folded.coefficients);
  if (!task.dx && task.dresidual) gradTiles<M, false, true>(task, plan, affine, folded.coefficients);
  return Status::ok();
}

}  // namespace

Status normGradients(const NormGradients& task, const NormPlan& plan, const Affine& affine, const float* rstd,
                     Scratch& scratch) {
  if (!task.relu) return run<Mask::none>(task, plan, affine, rstd, scratch);
  if (task.y) return run<Mask::fromY>(task, plan, affine, rstd, scratch);
  return run<Mask::fromX>(task, plan, affine, rstd, scratch);
}

}  // namespace evenkeel::EVENKEEL_ISA
