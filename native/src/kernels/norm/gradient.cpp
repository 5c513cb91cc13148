// Two passes: the sums of g and of g * (x - mean) over the rows, then
// dx = c0 g + c1 (x - mean) + c2 with c0 = gamma rstd, c1 = -c0 rstd dgamma / m, c2 = -c0 dbeta / m - c1 low.
#include "gradient.h"

#include "mask.h"
#include "four_sums.h"
#include "past_caches.h"
#include "simd/unroll.h"

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

/** How the mask is found and what the second pass writes: known when compiled, or when run. */
template <Mask M, bool HasDx, bool HasResidual, bool Past = false>
struct Fixed {
  static constexpr Mask mask = M;
  static constexpr bool dx = HasDx;
  static constexpr bool residual = HasResidual;
  static constexpr bool past = Past;
};
struct Chosen {
  Mask mask;
  bool dx;
  bool residual;
  static constexpr bool past = false;
};

template <class P>
EVENKEEL_INLINE MaskAffine maskOf(const P& panel, const Affine& affine, int64_t j, int u) {
  return {panel.read(affine.mean + j, u), panel.read(affine.scale + j, u), panel.read(affine.shift + j, u)};
}

EVENKEEL_INLINE GradRow rowAt(const NormGradients& task, int64_t at) {
  return {task.x + at, task.dy + at, task.y ? task.y + at : nullptr};
}

template <class V, class P>
void sumPanel(const V& variant, const P& panel, const NormGradients& task, const Affine& affine, const Place& place,
              float* sums) {
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
      const vec g = passedGradient(variant.mask, panel, row, u, x, mask[u]);
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

template <class V, class P>
void gradPanel(const V& variant, const P& panel, const NormGradients& task, const Affine& affine,
               const float* coefficients, const Place& place) {
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
  EVENKEEL_UNROLL_SOME
  for (int64_t i = place.tile.rowBegin; i < place.tile.rowEnd; i++, at += place.c) {
    const GradRow row = rowAt(task, at);
#pragma GCC unroll 4
    for (int u = 0; u < NV; u++) {
      const vec x = panel.read(row.x, u);
      const vec g = passedGradient(variant.mask, panel, row, u, x, mask[u]);
      if (variant.residual) panel.write(task.dresidual + at, u, g);
      if (!variant.dx) continue;
      if (!variant.past) prefetchForWrite(task.dx + at + u * VW + ahead);
      const vec rest = madd(slope[u], x - mask[u].mean, offset[u]);
      const vec dx = madd(mask[u].scale, g, rest);
      if (variant.past) panel.writePast(task.dx + at, u, dx);
      else panel.write(task.dx + at, u, dx);
    }
  }
}

template <class V>
void gradTiles(const V& variant, const NormGradients& task, const NormPlan& plan, const Affine& affine,
               const float* coefficients) {
  forTilesBackwards(plan, 6, [&](const Tile& tile) {
    forBands(tile, plan.c, panelVectors * VW, [&](const Tile& band) {
      forPanels<panelVectors>(band.columnBegin, band.columnEnd, [&](const auto& panel, int64_t j) {
        gradPanel(variant, panel, task, affine, coefficients, Place{band, plan.c, j});
      });
    });
    if (variant.past) settleStores();
  });
}

template <class V>
void sumTiles(const V& variant, const NormGradients& task, const NormPlan& plan, const Affine& affine,
              float* partial) {
  forTiles(plan, 6, [&](const Tile& tile) {
    float* sums = partial + 2 * tile.chunk * plan.c;
    forPanels<panelVectors>(tile.columnBegin, tile.columnEnd, [&](const auto& panel, int64_t j) {
      sumPanel(variant, panel, task, affine, Place{tile, plan.c, j}, sums + j);
    });
  });
}

/** Calls `use` with a variant that has the mask; what it writes is for the first pass, which writes nothing. */
template <class Use>
EVENKEEL_INLINE void chooseMask(Mask mask, const Use& use) {
  switch (mask) {
    case Mask::none: return use(Fixed<Mask::none, false, false>{});
    case Mask::fromX: return use(Fixed<Mask::fromX, false, false>{});
    case Mask::fromY: return use(Fixed<Mask::fromY, false, false>{});
  }
}

/** Calls `use` with the variant of the second pass. */
template <Mask M, class Use>
EVENKEEL_INLINE void chooseOutputs(const NormGradients& task, const NormPlan& plan, const Use& use) {
  if (task.dx && task.dresidual) use(Fixed<M, true, true>{});
  if (task.dx && !task.dresidual) {
    if (passesCaches(plan, task.dx)) use(Fixed<M, true, false, storesLines>{});
    else use(Fixed<M, true, false>{});
  }
  if (!task.dx && task.dresidual) use(Fixed<M, false, true>{});
}

}  // namespace

Status normGradients(const NormGradients& task, const NormPlan& plan, const Affine& affine, const float* rstd,
                     Scratch& scratch) {
  const size_t c = static_cast<size_t>(plan.c);
  float* partial = scratch.floats(Slot::partials, 2 * c * static_cast<size_t>(plan.chunks + 1));
  const Folded folded = {scratch.doubles(Slot::transform, 2 * c), scratch.floats(Slot::pixels, 2 * c)};
  if (!partial || !folded.sums || !folded.coefficients) return Status::outOfMemory();
  const Mask mask = !task.relu ? Mask::none : task.y ? Mask::fromY : Mask::fromX;
  const auto sum = [&](const auto& variant) { sumTiles(variant, task, plan, affine, partial); };
  const auto grad = [&](const auto& variant) { gradTiles(variant, task, plan, affine, folded.coefficients); };
  const Chosen chosen{mask, task.dx != nullptr, task.dresidual != nullptr};
  if constexpr (compact) sum(chosen);
  else chooseMask(mask, sum);
  fold(task, plan, affine, rstd, partial, folded);
  if (!chosen.dx && !chosen.residual) return Status::ok();
  if constexpr (compact) grad(chosen);
  else chooseMask(mask, [&](auto found) { chooseOutputs<decltype(found)::mask>(task, plan, grad); });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
