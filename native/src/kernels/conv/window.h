// One axis of a correlation: which source indices each target index sums over. The forward pass is one
// window per axis; the input gradient is one per remainder of the target index modulo the stride.
#pragma once

#include <stdint.h>

#include "kernels/conv/geometry.h"

namespace evenkeel::EVENKEEL_ISA {

/** Positions begin..end-1, which all see the taps low..high-1 and no other. */
struct TapClass {
  int64_t begin;
  int64_t end;
  int64_t low;
  int64_t high;
};

/**
 * Position i writes target index i * outStep + outFirst, and tap t of it reads source index
 * i * stride + first + t * dilation where that lies inside the source.
 */
struct Window {
  int64_t in;
  int64_t positions;
  int64_t stride;
  int64_t first;
  int64_t taps;
  int64_t dilation;
  int64_t outStep;
  int64_t outFirst;
  /** Tap t is tap kernelFirst + t * kernelStep of the kernel. */
  int64_t kernelFirst;
  int64_t kernelStep;
  /** Taps of the windows before this one on the same axis. */
  int64_t tapsBefore;
  const TapClass* classes;
  int64_t classCount;

  int64_t sourceOf(int64_t position, int64_t tap) const {
    return position * stride + first + tap * dilation;
  }
  /** First position that writes a target index of at least `target`. */
  int64_t positionAt(int64_t target) const {
    const int64_t position = target <= outFirst ? 0 : (target - outFirst + outStep - 1) / outStep;
    return position < positions ? position : positions;
  }
};

/** Window of the forward pass: targets are output indices, sources input indices. */
Window forwardWindow(const Axis& axis);

/**
 * Window of the input gradient for the input indices that leave remainder `phase` modulo the stride:
 * targets are input indices, sources output indices. Its stride is 1; kernel taps run backwards.
 */
Window gradientWindow(const Axis& axis, int64_t phase);

/** Groups neighboring positions by their taps into `classes`, room for window.positions of them. */
void classifyTaps(Window& window, TapClass* classes);

}  // namespace evenkeel::EVENKEEL_ISA
