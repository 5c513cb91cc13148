#include "affine.h"

namespace evenkeel::EVENKEEL_ISA {

bool meanNeedsLow(const AffineSource& source, int64_t c) {
  // The mean is off by up to 2^-25 of itself: up to this many deviations that is 2e-6 of one.
  constexpr float limit = 64.0f;
  bool needs = false;
  for (int64_t j = 0; j < c; j++) needs |= __builtin_fabsf(source.mean[j]) * source.rstd[j] > limit;
  return needs;
}

bool foldAffine(const AffineSource& source, const double* mean, int64_t c, Scratch& scratch, Affine* result) {
  float* floats = scratch.floats(Slot::spare, static_cast<size_t>(2 * c));
  double* low = scratch.doubles(Slot::columns, static_cast<size_t>(c));
  if (floats == nullptr || low == nullptr) return false;
  *result = {source.mean, floats, floats + c, low};
  for (int64_t j = 0; j < c; j++) {
    low[j] = mean ? mean[j] - static_cast<double>(source.mean[j]) : 0.0;
    const float scale = (source.gamma ? source.gamma[j] : 1.0f) * source.rstd[j];
    const double beta = source.beta ? source.beta[j] : 0.0f;
    result->scale[j] = scale;
    result->shift[j] = static_cast<float>(beta - low[j] * static_cast<double>(scale));
  }
  return true;
}

}  // namespace evenkeel::EVENKEEL_ISA
