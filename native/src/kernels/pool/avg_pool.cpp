// y = sum of the window / divisor: its taps inside the padded image (countIncludePad) or inside the image itself.
#include "core/threads.h"
#include "generated/contract.gen.h"
#include "simd/panel.h"
#include "window.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Vectors of channels taken together. */
constexpr int panelVectors = 4;

struct AverageRow {
  const float* image;
  float* y;
};

/** Some channels of one window. */
struct Window {
  const WindowTaps& us;
  const WindowTaps& vs;
  const float* first;
  float* y;
};

/** Sums along each row of the window first, then the rows. */
template <class P>
void averagePanel(const P& panel, const AvgPool2dArgs& args, const Window& window) {
  constexpr int NV = P::vectors;
  const auto& [us, vs, first, y] = window;
  const int64_t pitch = int64_t{args.dilationH} * args.w * args.c;
  const int64_t step = int64_t{args.dilationW} * args.c;
  vec sum[NV] = {};
  const float* line = first;
  for (int32_t u = us.first; u < us.last; u++, line += pitch) {
    vec part[NV] = {};
    const float* pixel = line;
    for (int32_t v = vs.first; v < vs.last; v++, pixel += step) {
#pragma GCC unroll 4
      for (int q = 0; q < NV; q++) part[q] += panel.read(pixel, q);
    }
    for (int q = 0; q < NV; q++) sum[q] += part[q];
  }
  const int64_t taps = us.counted(args.countIncludePad) * vs.counted(args.countIncludePad);
  const bool empty = us.count() == 0 || vs.count() == 0;
  const vec divisor = broadcast(empty ? 1.0f : static_cast<float>(taps));
  for (int q = 0; q < NV; q++) panel.write(y, q, sum[q] / divisor);
}

void averageRow(const AvgPool2dArgs& args, const WindowTaps& us, const WindowTaps* columns,
                const AverageRow& row) {
  const int64_t c = args.c;
  for (int64_t j = 0; j < args.ow; j++) {
    const WindowTaps& vs = columns[j];
    const float* first = row.image + (int64_t{us.pixel} * args.w + vs.pixel) * c;
    forPanels<panelVectors>(0, c, [&](const auto& panel, int64_t k) {
      averagePanel(panel, args, {us, vs, first + k, row.y + j * c + k});
    });
  }
}

}  // namespace

Status avgPool2d(const AvgPool2dArgs& args, Scratch& scratch) {
  if (args.n == 0 || args.oh == 0 || args.ow == 0 || args.c == 0) return Status::ok();
  const WindowTaps* rows = windowTapsOf(rowsOf(args), Slot::pixels, scratch);
  const WindowTaps* columns = windowTapsOf(columnsOf(args), Slot::columns, scratch);
  if (rows == nullptr || columns == nullptr) return Status::outOfMemory();
  const int64_t rowSize = int64_t{args.ow} * args.c;
  const int64_t imageSize = int64_t{args.h} * args.w * args.c;
  const int64_t count = int64_t{args.n} * args.oh;
  parallelFor(count, count * rowSize * args.kh * args.kw, [&](int64_t begin, int64_t end, int) {
    for (int64_t q = begin; q < end; q++) {
      averageRow(args, rows[q % args.oh], columns, {args.x + q / args.oh * imageSize, args.y + q * rowSize});
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
