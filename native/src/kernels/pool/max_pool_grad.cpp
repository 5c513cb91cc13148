// dx[pixel] = sum of dy of the windows whose tap chose the pixel, gathered in rising order of the taps.
#include "channels.h"
#include "core/threads.h"
#include "generated/contract.gen.h"
#include "window.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** One row of dx; `dy` and `tap` belong to its image. */
struct GradRow {
  const float* dy;
  const uint8_t* tap;
  int64_t h;
  float* dx;
};

void gatherRow(const MaxPool2dGradArgs& args, const PoolReaders& rows, const PoolReaders& columns,
               const GradRow& row) {
  const int64_t c = args.c;
  for (int64_t w = 0; w < args.w; w++) {
    forChannels(c, [&](auto access, int64_t k) {
      vec sum{};
      for (const auto* r = rows.begin(row.h); r != rows.end(row.h); r++) {
        for (const auto* s = columns.begin(w); s != columns.end(w); s++) {
          const int64_t at = (int64_t{r->window} * args.ow + s->window) * c + k;
          const ivec chosen = access.readBytes(row.tap + at) == r->tap * args.kw + s->tap;
          sum += keepWhere(chosen, access.read(row.dy + at));
        }
      }
      access.write(row.dx + w * c + k, sum);
    });
  }
}

void clear(float* p, int64_t n) { __builtin_memset(p, 0, static_cast<size_t>(n) * sizeof(float)); }

/** Rows 2i and 2i + 1 of dx for 2 by 2 windows side by side: every pixel belongs to one window. */
void spreadRowPair(const MaxPool2dGradArgs& args, const float* dy, const uint8_t* tap, float* upper) {
  const int64_t c = args.c;
  const int64_t pitch = int64_t{args.w} * c;
  float* lower = upper + pitch;
  for (int64_t j = 0; j < args.ow; j++, dy += c, tap += c) {
    const int64_t at = 2 * j * c;
    forChannels(c, [&](auto access, int64_t k) {
      const vec g = access.read(dy + k);
      const ivec chosen = access.readBytes(tap + k);
      access.write(upper + at + k, keepWhere(chosen == 0, g));
      access.write(upper + at + c + k, keepWhere(chosen == 1, g));
      access.write(lower + at + k, keepWhere(chosen == 2, g));
      access.write(lower + at + c + k, keepWhere(chosen == 3, g));
    });
  }
  const int64_t used = 2 * int64_t{args.ow} * c;
  clear(upper + used, pitch - used);
  clear(lower + used, pitch - used);
}

void gradTwoByTwo(const MaxPool2dGradArgs& args) {
  const int64_t rowSize = int64_t{args.ow} * args.c;
  const int64_t pitch = int64_t{args.w} * args.c;
  const int64_t pairs = (int64_t{args.h} + 1) / 2;
  const int64_t count = args.n * pairs;
  parallelFor(count, count * pitch * 4, [&](int64_t begin, int64_t end, int) {
    for (int64_t q = begin; q < end; q++) {
      const int64_t i = q % pairs;
      const int64_t from = (q / pairs * args.oh + i) * rowSize;
      float* dx = args.dx + (q / pairs * args.h + 2 * i) * pitch;
      if (i < args.oh) {
        spreadRowPair(args, args.dy + from, args.tap + from, dx);
      } else {
        clear(dx, (2 * i + 1 < args.h ? 2 : 1) * pitch);
      }
    }
  });
}

}  // namespace

Status maxPool2dGrad(const MaxPool2dGradArgs& args, Scratch& scratch) {
  if (args.n == 0 || args.h == 0 || args.w == 0 || args.c == 0) return Status::ok();
  if (isTwoByTwo(args)) {
    gradTwoByTwo(args);
    return Status::ok();
  }
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
      const int64_t image = q / args.h * resultSize;
      gatherRow(args, rows, columns, {args.dy + image, args.tap + image, q % args.h, args.dx + q * pitch});
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
