// y = (x - mean) * scale + shift: what normalization is once mean and rstd are known. Forward and backward pass use
// the same expression, so that both see the same sign where ReLU cuts.
#pragma once
#include "core/scratch.h"
#include "plan.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Per channel; gamma and beta may be nullptr. */
struct AffineSource {
  const float* mean;
  const float* rstd;
  const float* gamma;
  const float* beta;
};

/**
 * Coefficients per channel.
 *
 * `low` is what the mean lost when it was rounded to float. Where the mean is large against the deviation that is
 * worth a correction, which `shift` contains.
 */
struct Affine {
  const float* mean;
  float* scale;
  float* shift;
  double* low;

  EVENKEEL_INLINE static vec apply(vec x, vec mean, vec scale, vec shift) {
    return madd(x - mean, scale, shift);
  }
};

/**
 * Whether the rounding of some channel's mean would show in the result. It follows from what the forward pass leaves
 * to the backward pass, so both decide alike.
 */
bool meanNeedsLow(const AffineSource& source, int64_t c);

/**
 * Coefficients in scratch memory (slots columns and spare); `mean` are the exact means, or nullptr if their low parts
 * do not count. Returns false if scratch memory is exhausted.
 */
bool foldAffine(const AffineSource& source, const double* mean, int64_t c, Scratch& scratch, Affine* result);

}  // namespace evenkeel::EVENKEEL_ISA
