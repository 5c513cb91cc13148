// y = sum of the window / divisor: its taps inside the padded image (countIncludePad) or inside the image itself.
#include "channels.h"
#include "core/threads.h"
#include "generated/contract.gen.h"
#include "window.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Taps along one axis that the divisor counts. */
int64_t counted(const PoolAxis& axis, int64_t window, bool includePad) {
  return includePad ? axis.padded(window) : axis.inside(window).count();
}

struct AverageRow {
  const float* image;
  int64_t i;
  float* y;
};

void averageRow(const AvgPool2dArgs& args, const AverageRow& row) {
  const PoolAxis columns = columnsOf(args);
  const InsideTaps us(rowsOf(args), row.i);
  const int64_t rowCount = counted(rowsOf(args), row.i, args.countIncludePad);
  const int64_t c = args.c;
  for (int64_t j = 0; j < args.ow; j++) {
    const InsideTaps vs(columns, j);
    const bool empty = us.taps.count() == 0 || vs.taps.count() == 0;
    const float* first = empty ? row.image : row.image + (us.pixel * args.w + vs.pixel) * c;
    const int64_t taps = empty ? 1 : rowCount * counted(columns, j, args.countIncludePad);
    const vec divisor = broadcast(static_cast<float>(taps));
    forChannels(c, [&](auto access, int64_t k) {
      vec sum{};
      const float* line = first + k;
      for (int64_t u = us.taps.first; u < us.taps.last; u++, line += args.dilationH * args.w * c) {
        vec part{};
        const float* pixel = line;
        for (int64_t v = vs.taps.first; v < vs.taps.last; v++, pixel += args.dilationW * c) {
          part += access.read(pixel);
        }
        sum += part;
      }
      access.write(row.y + j * c + k, sum / divisor);
    });
  }
}

/** One row of dx; `dy` belongs to its image. */
struct GradRow {
  const float* dy;
  int64_t h;
  float* dx;
};

void gatherRow(const AvgPool2dGradArgs& args, const PoolReaders& rowReaders,
               const PoolReaders& columnReaders, const GradRow& row) {
  const PoolAxis rows = rowsOf(args);
  const PoolAxis columns = columnsOf(args);
  const int64_t c = args.c;
  for (int64_t w = 0; w < args.w; w++) {
    forChannels(c, [&](auto access, int64_t k) {
      vec sum{};
      for (const auto* r = rowReaders.begin(row.h); r != rowReaders.end(row.h); r++) {
        const int64_t rowCount = counted(rows, r->window, args.countIncludePad);
        for (const auto* s = columnReaders.begin(w); s != columnReaders.end(w); s++) {
          const int64_t taps = rowCount * counted(columns, s->window, args.countIncludePad);
          const int64_t at = (int64_t{r->window} * args.ow + s->window) * c + k;
          sum += access.read(row.dy + at) / static_cast<float>(taps);
        }
      }
      access.write(row.dx + w * c + k, sum);
    });
  }
}

}  // namespace

Status avgPool2d(const AvgPool2dArgs& args, Scratch&) {
  if (args.c == 0) return Status::ok();
  const int64_t rowSize = int64_t{args.ow} * args.c;
  const int64_t imageSize = int64_t{args.h} * args.w * args.c;
  const int64_t count = int64_t{args.n} * args.oh;
  parallelFor(count, count * rowSize * args.kh * args.kw, [&](int64_t begin, int64_t end, int) {
    for (int64_t q = begin; q < end; q++) {
      averageRow(args, {args.x + q / args.oh * imageSize, q % args.oh, args.y + q * rowSize});
    }
  });
  return Status::ok();
}

Status avgPool2dGrad(const AvgPool2dGradArgs& args, Scratch& scratch) {
  if (args.n == 0 || args.h == 0 || args.w == 0 || args.c == 0) return Status::ok();
  PoolReaders rows;
  PoolReaders columns;
  int32_t* rowMemory = scratch.ints(Slot::pixels, PoolReaders::wordsFor(rowsOf(args)));
  int32_t* columnMemory = scratch.ints(Slot::columns, PoolReaders::wordsFor(columnsOf(args)));
  if (rowMemory == nullptr || columnMemory == nullptr) return Status::outOfMemory();
  rows.build(rowsOf(args), rowMemory);
  columns.build(columnsOf(args), columnMemory);
  const int64_t count = int64_t{args.n} * args.h;
  const int64_t resultSize = int64_t{args.oh} * args.ow * args.c;
  const int64_t pitch = int64_t{args.w} * args.c;
  parallelFor(count, count * pitch * 8, [&](int64_t begin, int64_t end, int) {
    for (int64_t q = begin; q < end; q++) {
      gatherRow(args, rows, columns, {args.dy + q / args.h * resultSize, q % args.h, args.dx + q * pitch});
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
