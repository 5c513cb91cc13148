// y = largest x of each window; tap = u * kw + v of the first of equals. NaN wins, the last one of several.
#include "core/threads.h"
#include "generated/contract.gen.h"
#include "simd/panel.h"
#include "window.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Vectors of channels taken together: for each a value and a tap stay in registers. */
constexpr int panelVectors = 4;

/** Largest value so far and its tap. */
struct Largest {
  vec value;
  ivec tap;

  EVENKEEL_INLINE void offer(vec x, int32_t at) {
    // Once the value is NaN no number is larger, so only a later NaN replaces it.
    const ivec takes = (x > value) | isNan(x);
    value = select(takes, x, value);
    tap = selectInt(takes, broadcastInt(at), tap);
  }
};

/** One row of windows. */
struct RowTask {
  const float* image;
  int64_t i;
  float* y;
  uint8_t* tap;
};

/** Some channels of one window. */
struct Window {
  const WindowTaps& us;
  const WindowTaps& vs;
  const float* first;
  float* y;
  uint8_t* tap;
};

template <class P>
void poolPanel(const P& panel, const MaxPool2dArgs& args, const Window& window) {
  constexpr int NV = P::vectors;
  const auto& [us, vs, first, y, tap] = window;
  Largest best[NV];
  for (int q = 0; q < NV; q++) best[q] = {broadcast(-__builtin_inff()), ivec{}};
  const int64_t pitch = int64_t{args.dilationH} * args.w * args.c;
  const int64_t step = int64_t{args.dilationW} * args.c;
  const float* line = first;
  for (int32_t u = us.first; u < us.last; u++, line += pitch) {
    const float* pixel = line;
    for (int32_t v = vs.first; v < vs.last; v++, pixel += step) {
#pragma GCC unroll 4
      for (int q = 0; q < NV; q++) best[q].offer(panel.read(pixel, q), u * args.kw + v);
    }
  }
  for (int q = 0; q < NV; q++) panel.write(y, q, best[q].value);
  for (int q = 0; tap != nullptr && q < NV; q++) panel.writeBytes(tap, q, best[q].tap);
}

void poolRow(const MaxPool2dArgs& args, const WindowTaps& us, const WindowTaps* columns, const RowTask& row) {
  const int64_t c = args.c;
  for (int64_t j = 0; j < args.ow; j++) {
    const WindowTaps& vs = columns[j];
    const float* first = row.image + (int64_t{us.pixel} * args.w + vs.pixel) * c;
    forPanels<panelVectors>(0, c, [&](const auto& panel, int64_t k) {
      const int64_t at = j * c + k;
      poolPanel(panel, args, {us, vs, first + k, row.y + at, row.tap ? row.tap + at : nullptr});
    });
  }
}

/** The same for 2 by 2 windows side by side. */
template <bool HasTap>
void poolRowTwoByTwo(const MaxPool2dArgs& args, const RowTask& row) {
  const int64_t c = args.c;
  const float* upper = row.image + 2 * row.i * args.w * c;
  const float* lower = upper + args.w * c;
  for (int64_t j = 0; j < args.ow; j++) {
    const int64_t at = 2 * j * c;
    forPanels<1>(0, c, [&](const auto& panel, int64_t k) {
      Largest best = {panel.read(upper + at + k, 0), ivec{}};
      best.offer(panel.read(upper + at + c + k, 0), 1);
      best.offer(panel.read(lower + at + k, 0), 2);
      best.offer(panel.read(lower + at + c + k, 0), 3);
      panel.write(row.y + j * c + k, 0, best.value);
      if (HasTap) panel.writeBytes(row.tap + j * c + k, 0, best.tap);
    });
  }
}

/** Calls `body(RowTask)` for all rows of windows. */
template <class Body>
void forRowTasks(const MaxPool2dArgs& args, const Body& body) {
  const int64_t rowSize = int64_t{args.ow} * args.c;
  const int64_t imageSize = int64_t{args.h} * args.w * args.c;
  const int64_t count = int64_t{args.n} * args.oh;
  parallelFor(count, count * rowSize * args.kh * args.kw, [&](int64_t begin, int64_t end, int) {
    for (int64_t q = begin; q < end; q++) {
      uint8_t* tap = args.tap ? args.tap + q * rowSize : nullptr;
      body(RowTask{args.x + q / args.oh * imageSize, q % args.oh, args.y + q * rowSize, tap});
    }
  });
}

}  // namespace

Status maxPool2d(const MaxPool2dArgs& args, Scratch& scratch) {
  if (args.n == 0 || args.oh == 0 || args.ow == 0 || args.c == 0) return Status::ok();
  if (isTwoByTwo(args)) {
    const auto run = args.tap ? poolRowTwoByTwo<true> : poolRowTwoByTwo<false>;
    forRowTasks(args, [&](const RowTask& row) { run(args, row); });
    return Status::ok();
  }
  const WindowTaps* rows = windowTapsOf(rowsOf(args), Slot::pixels, scratch);
  const WindowTaps* columns = windowTapsOf(columnsOf(args), Slot::columns, scratch);
  if (rows == nullptr || columns == nullptr) return Status::outOfMemory();
  forRowTasks(args, [&](const RowTask& row) { poolRow(args, rows[row.i], columns, row); });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
