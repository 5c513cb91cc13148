#include "apply.h"

#include "past_caches.h"
#include "simd/panel.h"
#include "simd/unroll.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4 || EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_neon
constexpr int panelVectors = 4;
#else
constexpr int panelVectors = 2;
#endif

/** What an element goes through beside the affine map: known when compiled, or when run. */
template <bool Relu, bool Residual, bool Past>
struct Fixed {
  static constexpr bool relu = Relu;
  static constexpr bool residual = Residual;
  static constexpr bool past = Past;
};
struct Chosen {
  bool relu;
  bool residual;
  static constexpr bool past = false;
};

template <class V, class P>
void applyPanel(const V& variant, const P& panel, const ApplyTask& task, const Affine& affine, const Place& place) {
  constexpr int NV = P::vectors;
  vec mean[NV];
  vec scale[NV];
  vec shift[NV];
  for (int u = 0; u < NV; u++) {
    mean[u] = panel.read(affine.mean + place.j, u);
    scale[u] = panel.read(affine.scale + place.j, u);
    shift[u] = panel.read(affine.shift + place.j, u);
  }
  const int64_t c = place.c;
  const float* x = task.x + place.begin();
  const float* residual = variant.residual ? task.residual + place.begin() : nullptr;
  float* y = task.y + place.begin();
  const int64_t ahead = writeAhead(c, NV * VW);
  EVENKEEL_UNROLL_SOME
  for (int64_t i = place.tile.rowBegin; i < place.tile.rowEnd; i++) {
#pragma GCC unroll 4
    for (int u = 0; u < NV; u++) {
      if (!variant.past) prefetchForWrite(y + u * VW + ahead);
      vec value = Affine::apply(panel.read(x, u), mean[u], scale[u], shift[u]);
      if (variant.residual) value += panel.read(residual, u);
      // NaN is the second operand and passes.
      if (variant.relu) value = maxOf(vec{}, value);
      if (variant.past) panel.writePast(y, u, value);
      else panel.write(y, u, value);
    }
    x += c;
    if (variant.residual) residual += c;
    y += c;
  }
}

template <class V>
void applyTiles(const V& variant, const ApplyTask& task, const NormPlan& plan, const Affine& affine) {
  forTilesBackwards(plan, 4, [&](const Tile& tile) {
    forBands(tile, plan.c, panelVectors * VW, [&](const Tile& band) {
      forPanels<panelVectors>(band.columnBegin, band.columnEnd, [&](const auto& panel, int64_t j) {
        applyPanel(variant, panel, task, affine, Place{band, plan.c, j});
      });
    });
    if (variant.past) settleStores();
  });
}

template <bool Relu, bool Residual>
void applyResidual(const ApplyTask& task, const NormPlan& plan, const Affine& affine) {
  if (passesCaches(plan, task.y)) applyTiles(Fixed<Relu, Residual, storesLines>{}, task, plan, affine);
  else applyTiles(Fixed<Relu, Residual, false>{}, task, plan, affine);
}

template <bool Relu>
void applyFixed(const ApplyTask& task, const NormPlan& plan, const Affine& affine) {
  if (task.residual) applyResidual<Relu, true>(task, plan, affine);
  else applyResidual<Relu, false>(task, plan, affine);
}

}  // namespace

void applyAffine(const ApplyTask& task, const NormPlan& plan, const Affine& affine) {
  if constexpr (compact) applyTiles(Chosen{task.relu, task.residual != nullptr}, task, plan, affine);
  else if (task.relu) applyFixed<true>(task, plan, affine);
  else applyFixed<false>(task, plan, affine);
}

}  // namespace evenkeel::EVENKEEL_ISA
