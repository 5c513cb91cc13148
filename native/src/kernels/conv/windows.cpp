#include "kernels/conv/windows.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/**
 * Rows of at least so many positions are staged with a halo if they have few channels, where runs at the border would be
 * too short, or if a copy costs little beside the sums. Others are read where they are, border and middle by tap classes.
 */
constexpr int64_t haloPositions = compact ? 12 : 20;
constexpr int64_t mostHaloChannels = compact ? INT64_MAX : 7;

int64_t windowCount(const Correlation& correlation, const Axis& axis) {
  return correlation.gradient ? smaller(axis.stride, axis.in) : 1;
}

void fillWindows(const Correlation& correlation, const Axis& axis, int64_t count, Window* windows) {
  int64_t tapsBefore = 0;
  for (int64_t i = 0; i < count; i++) {
    windows[i] = correlation.gradient ? gradientWindow(axis, i) : forwardWindow(axis);
    windows[i].tapsBefore = tapsBefore;
    tapsBefore += windows[i].taps;
  }
}

/** Columns beyond both ends of the source that some position reads. */
Halo reachBeyond(const Window* windows, int64_t count) {
  Halo halo{0, 0};
  for (int64_t i = 0; i < count; i++) {
    const Window& w = windows[i];
    if (w.taps == 0 || w.positions == 0) continue;
    halo.left = larger(halo.left, -w.sourceOf(0, 0));
    halo.right = larger(halo.right, w.sourceOf(w.positions - 1, w.taps - 1) - (w.in - 1));
  }
  return halo;
}

Halo chooseHalo(const Correlation& correlation, const Window* columns, int64_t count) {
  const Geometry& shape = correlation.shape;
  if (shape.depthwise() || shape.taps() == 1) return {0, 0};
  if (columns[0].positions < haloPositions || correlation.groupIn() > mostHaloChannels) return {0, 0};
  const Halo halo = reachBeyond(columns, count);
  const bool modest = halo.left + halo.right <= correlation.sourceWidth();
  return modest ? halo : Halo{0, 0};
}

}  // namespace

Windows buildWindows(const Correlation& correlation, Scratch& scratch) {
  Windows all{};
  all.rowCount = windowCount(correlation, correlation.shape.rows);
  all.columnCount = windowCount(correlation, correlation.shape.columns);
  const size_t windows = static_cast<size_t>(all.rowCount + all.columnCount);
  const size_t classes =
      static_cast<size_t>(correlation.targetHeight() + correlation.targetWidth());
  void* memory = scratch.bytes(Slot::pointers, windows * sizeof(Window) + classes * sizeof(TapClass));
  if (memory == nullptr) return all;
  all.rows = static_cast<Window*>(memory);
  all.columns = all.rows + all.rowCount;
  fillWindows(correlation, correlation.shape.rows, all.rowCount, all.rows);
  fillWindows(correlation, correlation.shape.columns, all.columnCount, all.columns);
  all.halo = chooseHalo(correlation, all.columns, all.columnCount);

  TapClass* list = reinterpret_cast<TapClass*>(all.rows + windows);
  for (int64_t i = 0; i < all.rowCount; i++) {
    classifyTaps(all.rows[i], list);
    list += all.rows[i].positions;
  }
  for (int64_t i = 0; i < all.columnCount; i++) {
    Window& window = all.columns[i];
    window.first += all.halo.left;
    window.in += all.halo.left + all.halo.right;
    classifyTaps(window, list);
    list += window.positions;
  }
  return all;
}

}  // namespace evenkeel::EVENKEEL_ISA
