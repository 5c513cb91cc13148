// dx[pixel] = sum over the windows that hold the pixel of dy / divisor, gathered in rising order of the taps.
#include "generated/contract.gen.h"
#include "readers.h"
#include "simd/panel.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Vectors of channels taken together. */
constexpr int panelVectors = 4;

/** One axis of the image: who reads its pixels, and how many taps each window counts. */
struct AverageAxis {
  PoolReaders readers;
  const WindowTaps* windows;

  /** What every window counts, or 0 if they differ. */
  int64_t common;

  bool build(const PoolAxis& axis, Slot readerSlot, Slot windowSlot, Scratch& scratch) {
    windows = windowTapsOf(axis, windowSlot, scratch);
    return windows != nullptr && readers.build(axis, readerSlot, scratch);
  }

  void compare(const PoolAxis& axis, bool includePad) {
    common = axis.windows > 0 ? windows[0].counted(includePad) : 0;
    for (int64_t i = 0; i < axis.windows; i++) {
      if (windows[i].counted(includePad) != common) common = 0;
    }
  }
};

/** Both axes. */
struct Axes {
  AverageAxis rows;
  AverageAxis columns;
};

/** Some channels of one pixel of dx. */
struct Place {
  const PoolGradRow& row;
  int64_t w;
  int64_t k;
};

template <class P>
void gatherPanel(const P& panel, const AvgPool2dGradArgs& args, const Axes& axes, const Place& place) {
  constexpr int NV = P::vectors;
  const auto& [rows, columns] = axes;
  const auto& [row, w, k] = place;
  const int64_t c = args.c;
  const int64_t common = rows.common * columns.common;
  const float commonShare = 1.0f / static_cast<float>(common);
  vec sum[NV] = {};
  for (const auto* r = rows.readers.begin(row.h); r != rows.readers.end(row.h); r++) {
    const int64_t rowTaps = rows.windows[r->window].counted(args.countIncludePad);
    for (const auto* s = columns.readers.begin(w); s != columns.readers.end(w); s++) {
      const int64_t taps = rowTaps * columns.windows[s->window].counted(args.countIncludePad);
      const vec share = broadcast(common > 0 ? commonShare : 1.0f / static_cast<float>(taps));
      const float* dy = args.dy + row.image + (int64_t{r->window} * args.ow + s->window) * c + k;
#pragma GCC unroll 4
      for (int q = 0; q < NV; q++) sum[q] = madd(panel.read(dy, q), share, sum[q]);
    }
  }
  for (int q = 0; q < NV; q++) panel.write(row.dx + w * c + k, q, sum[q]);
}

}  // namespace

Status avgPool2dGrad(const AvgPool2dGradArgs& args, Scratch& scratch) {
  if (args.n == 0 || args.h == 0 || args.w == 0 || args.c == 0) return Status::ok();
  Axes axes;
  const bool built = axes.rows.build(rowsOf(args), Slot::pixels, Slot::pointers, scratch) &&
                     axes.columns.build(columnsOf(args), Slot::columns, Slot::spare, scratch);
  if (!built) return Status::outOfMemory();
  axes.rows.compare(rowsOf(args), args.countIncludePad);
  axes.columns.compare(columnsOf(args), args.countIncludePad);
  forGradRows(args, [&](const PoolGradRow& row) {
    for (int64_t w = 0; w < args.w; w++) {
      forPanels<panelVectors>(0, args.c, [&](const auto& panel, int64_t k) {
        gatherPanel(panel, args, axes, Place{row, w, k});
      });
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
