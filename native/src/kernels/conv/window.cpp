#include "kernels/conv/window.h"

#include "kernels/matmul/blocking.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

int64_t greatestDivisor(int64_t a, int64_t b) {
  while (b != 0) {
    const int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/** ceil(a / b) for b > 0 and a of either sign, but not below 0. */
int64_t ceilOrZero(int64_t a, int64_t b) { return a <= 0 ? 0 : (a + b - 1) / b; }

TapClass tapsAt(const Window& window, int64_t position) {
  const int64_t source = window.sourceOf(position, 0);
  const int64_t low = ceilOrZero(-source, window.dilation);
  const int64_t high = smaller(window.taps, ceilOrZero(window.in - source, window.dilation));
  if (high <= low) return {position, position + 1, 0, 0};
  return {position, position + 1, low, high};
}

}  // namespace

Window forwardWindow(const Axis& axis) {
  Window window{};
  window.in = axis.in;
  window.positions = axis.out;
  window.stride = axis.stride;
  window.first = -axis.before;
  window.taps = axis.kernel;
  window.dilation = axis.dilation;
  window.outStep = 1;
  window.kernelStep = 1;
  return window;
}

Window gradientWindow(const Axis& axis, int64_t phase) {
  Window window{};
  window.in = axis.out;
  window.positions = phase < axis.in ? ceilDivide(axis.in - phase, axis.stride) : 0;
  window.stride = 1;
  window.outStep = axis.stride;
  window.outFirst = phase;
  // Tap u reads a whole output index where u * dilation = phase + before modulo the stride: every
  // `period`-th tap, or none.
  const int64_t divisor = greatestDivisor(axis.dilation, axis.stride);
  const int64_t period = axis.stride / divisor;
  window.dilation = axis.dilation / divisor;
  window.kernelStep = -period;
  const int64_t shift = phase + axis.before;
  const int64_t candidates = smaller(period, axis.kernel);
  int64_t tap = 0;
  while (tap < candidates && (shift - tap * axis.dilation) % axis.stride != 0) tap++;
  if (tap == candidates) return window;
  window.taps = ceilDivide(axis.kernel - tap, period);
  window.kernelFirst = tap + (window.taps - 1) * period;
  window.first = (shift - window.kernelFirst * axis.dilation) / axis.stride;
  return window;
}

void classifyTaps(Window& window, TapClass* classes) {
  int64_t count = 0;
  for (int64_t i = 0; i < window.positions; i++) {
    const TapClass own = tapsAt(window, i);
    if (count > 0 && classes[count - 1].low == own.low && classes[count - 1].high == own.high) {
      classes[count - 1].end = own.end;
    } else {
      classes[count++] = own;
    }
  }
  window.classes = classes;
  window.classCount = count;
}

}  // namespace evenkeel::EVENKEEL_ISA
