// What cross-entropy and its gradient share: checking targets, the weight of a row, the divisor of the mean.
#pragma once
#include "core/status.h"
#include "generated/contract.gen.h"

namespace evenkeel::EVENKEEL_ISA {

/** Fields that CrossEntropyArgs and CrossEntropyGradArgs have in common. */
struct Targets {
  const int32_t* target;
  const float* classWeights;
  int64_t n;
  int64_t c;
  bool hasIgnoreIndex;
  int32_t ignoreIndex;

  template <class Args>
  static Targets of(const Args& args) {
    return {args.target, args.classWeights, args.n, args.c, args.hasIgnoreIndex, args.ignoreIndex};
  }

  bool ignored(int64_t row) const { return hasIgnoreIndex && target[row] == ignoreIndex; }
  float weight(int64_t k) const { return classWeights ? classWeights[k] : 1.0f; }

  /** The first target that is neither a class nor ignored. */
  Status check() const {
    for (int64_t row = 0; row < n; row++) {
      if ((target[row] < 0 || target[row] >= c) && !ignored(row)) {
        return Status::outside({"target", row, target[row]}, {0, c - 1});
      }
    }
    return Status::ok();
  }

  /** Weight of the classes of all rows that count, by which the mean divides. */
  double weightOfRows() const {
    double sum = 0.0;
    for (int64_t row = 0; row < n; row++) {
      if (!ignored(row)) sum += weight(target[row]);
    }
    return sum;
  }

  double weightOfClasses() const {
    if (classWeights == nullptr) return static_cast<double>(c);
    double sum = 0.0;
    for (int64_t k = 0; k < c; k++) sum += classWeights[k];
    return sum;
  }
};

}  // namespace evenkeel::EVENKEEL_ISA
