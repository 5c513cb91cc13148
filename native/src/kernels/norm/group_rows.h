// Sums over one contiguous group of a row, and what each element of it becomes.
#pragma once
#include "kernels/elementwise/blocks.h"
#include "kernels/reduce/row.h"

namespace evenkeel::EVENKEEL_ISA {

/** Statistics of a group: the mean in two parts. */
struct GroupMoments {
  float mean;
  float low;
  float rstd;

  static GroupMoments of(double mean, double variance, float eps) {
    const float high = static_cast<float>(mean);
    // Rounding must not make a variance negative; NaN passes.
    const double positive = variance < 0.0 ? 0.0 : variance;
    return {high, static_cast<float>(mean - static_cast<double>(high)),
            static_cast<float>(1.0 / __builtin_sqrt(positive + static_cast<double>(eps)))};
  }
  void store(float* means, float* rstds, int64_t group) const {
    means[2 * group] = mean;
    means[2 * group + 1] = low;
    rstds[group] = rstd;
  }
  static GroupMoments read(const float* means, const float* rstds, int64_t group) {
    return {means[2 * group], means[2 * group + 1], rstds[group]};
  }
};

/** sum over i of term(values of all pointers at i); lanes beyond the end are 0. */
template <class Term>
EVENKEEL_INLINE double sumOfRow(int64_t n, const Term& term) {
  return reduceRow<SumRule>(
      n, [&](int64_t i) { return term([i](const float* p) { return load(p + i); }); },
      [&](int64_t i, int k) {
        return fillAfter(term([i, k](const float* p) { return loadPart(p + i, k); }), k, 0.0f);
      });
}

/** y[i] = term(values of all pointers at i). */
template <class Term>
EVENKEEL_INLINE void writeRow(int64_t n, float* y, const Term& term) {
  forVectors(
      0, n, [&](int64_t i) { store(y + i, term([i](const float* p) { return load(p + i); })); },
      [&](int64_t i, int k) {
        storePart(y + i, term([i, k](const float* p) { return loadPart(p + i, k); }), k);
      });
}

}  // namespace evenkeel::EVENKEEL_ISA
