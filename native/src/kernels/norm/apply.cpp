#include "apply.h"

#include "simd/panel.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

#if EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_v4 || EVENKEEL_ISA_NUMBER == EVENKEEL_ISA_NUMBER_neon
constexpr int panelVectors = 4;
#else
constexpr int panelVectors = 2;
#endif

template <bool Relu, bool Residual, class P>
void applyPanel(const P& panel, const ApplyTask& task, const Affine& affine, const Tile& tile, int64_t c,
                int64_t j) {
  constexpr int NV = P::vectors;
  vec mean[NV];
  vec scale[NV];
  vec shift[NV];
  for (int u = 0; u < NV; u++) {
    mean[u] = panel.read(affine.mean + j, u);
    scale[u] = panel.read(affine.scale + j, u);
    shift[u] = panel.read(affine.shift + j, u);
  }
  const float* x = task.x + tile.rowBegin * c + j;
  const float* residual = Residual ? task.residual + tile.rowBegin * c + j : nullptr;
  float* y = task.y + tile.rowBegin * c + j;
  const int64_t ahead = writeAhead(c, NV * VW);
#pragma GCC unroll 4
  for (int64_t i = tile.rowBegin; i < tile.rowEnd; i++) {
#pragma GCC unroll 4
    for (int u = 0; u < NV; u++) {
      prefetchForWrite(y + u * VW + ahead);
      vec value = Affine::apply(panel.read(x, u), mean[u], scale[u], shift[u]);
      if (Residual) value += panel.read(residual, u);
      // NaN is the second operand and passes.
      if (Relu) value = maxOf(vec{}, value);
      panel.write(y, u, value);
    }
    x += c;
    if (Residual) residual += c;
    y += c;
  }
}

template <bool Relu, bool Residual>
void applyTiles(const ApplyTask& task, const NormPlan& plan, const Affine& affine) {
  forTilesBackwards(plan, 4, [&](const Tile& tile) {
    forBands(tile, panelVectors * VW, [&](const Tile& band) {
      forPanels<panelVectors>(band.columnBegin, band.columnEnd, [&](const auto& panel, int64_t j) {
        applyPanel<Relu, Residual>(panel, task, affine, band, plan.c, j);
      });
    });
  });
}

}  // namespace

void applyAffine(const ApplyTask& task, const NormPlan& plan, const Affine& affine) {
  if (task.relu) {
    task.residual ? applyTiles<true, true>(task, plan, affine) : applyTiles<true, false>(task, plan, affine);
  } else {
    task.residual ? applyTiles<false, true>(task, plan, affine) : applyTiles<false, false>(task, plan, affine);
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
