// The direct convolution as one operation: the forward pass and the input gradient are both correlations
// of a source image with packed weights, along one or more windows per axis.
#pragma once

#include <stdint.h>

#include "core/scratch.h"
#include "core/status.h"
#include "kernels/conv/geometry.h"
#include "kernels/matmul/blocking.h"

namespace evenkeel::EVENKEEL_ISA {

/** Forward: source x, target y. Gradient: source dy, target dx, and input and output channels change roles. */
struct Correlation {
  Geometry shape;
  bool gradient;
  const float* source;
  /** [kh, kw, c / groups, o] */
  const float* weights;
  /** [o], or nullptr. */
  const float* bias;
  bool relu;
  float* target;

  int64_t sourceHeight() const { return gradient ? shape.rows.out : shape.rows.in; }
  int64_t sourceWidth() const { return gradient ? shape.columns.out : shape.columns.in; }
  int64_t targetHeight() const { return gradient ? shape.rows.in : shape.rows.out; }
  int64_t targetWidth() const { return gradient ? shape.columns.in : shape.columns.out; }
  int64_t sourceChannels() const { return gradient ? shape.o : shape.c; }
  int64_t targetChannels() const { return gradient ? shape.c : shape.o; }
  /** Channels that one output sums over, and channels that sum over the same inputs. */
  int64_t groupIn() const { return sourceChannels() / shape.groups; }
  int64_t groupOut() const { return targetChannels() / shape.groups; }
  /** Panels of packed weights of a group. */
  int64_t panels() const { return ceilDivide(groupOut(), 2 * VW); }
};

/** Computes all of the target. Uses the slots packedRight, pixels and pointers. */
Status correlate(const Correlation& correlation, Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
