// Where the gradient passes ReLU.
#pragma once
#include "affine.h"

namespace evenkeel::EVENKEEL_ISA {

/** How the backward pass knows which outputs were positive. */
enum class Mask { none, fromX, fromY };

/** One row of a panel of the backward pass. */
struct GradRow {
  const float* x;
  const float* dy;
  const float* y;
};

/** Coefficients of one vector of channels. */
struct MaskAffine {
  vec mean;
  vec scale;
  vec shift;
};

/** The gradient g that arrives before the activation; `x` is the row's vector u. */
template <class P>
EVENKEEL_INLINE vec passedGradient(Mask mask, const P& panel, const GradRow& row, int u, vec x, const MaskAffine& a) {
  const vec dy = panel.read(row.dy, u);
  if (mask == Mask::none) return dy;
  const vec value = mask == Mask::fromY ? panel.read(row.y, u) : Affine::apply(x, a.mean, a.scale, a.shift);
  return keepWhere(value > 0.0f, dy);
}

}  // namespace evenkeel::EVENKEEL_ISA
