// dx[pixel] = sum of dy of the windows whose tap chose the pixel, gathered in rising order of the taps.
#include "generated/contract.gen.h"
#include "readers.h"
#include "simd/panel.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Vectors of channels taken together. */
constexpr int panelVectors = 4;

/** Some channels of one pixel of dx. */
struct Place {
  const PoolGradRow& row;
  int64_t w;
  int64_t k;
};

/** Who reads the rows and columns of the image. */
struct Readers {
  PoolReaders rows;
  PoolReaders columns;
};

template <class P>
void gatherPanel(const P& panel, const MaxPool2dGradArgs& args, const Readers& readers, const Place& place) {
  constexpr int NV = P::vectors;
  const int64_t c = args.c;
  const float* dy = args.dy + place.row.image + place.k;
  const uint8_t* tap = args.tap + place.row.image + place.k;
  vec sum[NV] = {};
  for (const auto* r = readers.rows.begin(place.row.h); r != readers.rows.end(place.row.h); r++) {
    for (const auto* s = readers.columns.begin(place.w); s != readers.columns.end(place.w); s++) {
      const int64_t at = (int64_t{r->window} * args.ow + s->window) * c;
      const int32_t wanted = r->tap * args.kw + s->tap;
#pragma GCC unroll 4
      for (int q = 0; q < NV; q++) {
        sum[q] += keepWhere(panel.readBytes(tap + at, q) == wanted, panel.read(dy + at, q));
      }
    }
  }
  for (int q = 0; q < NV; q++) panel.write(place.row.dx + place.w * c + place.k, q, sum[q]);
}

void clear(float* p, int64_t n) { __builtin_memset(p, 0, static_cast<size_t>(n) * sizeof(float)); }

/** Rows 2i and 2i + 1 of dx for 2 by 2 windows side by side: every pixel belongs to one window. */
void spreadRowPair(const MaxPool2dGradArgs& args, const float* dy, const uint8_t* tap, float* upper) {
  const int64_t c = args.c;
  const int64_t pitch = int64_t{args.w} * c;
  float* lower = upper + pitch;
  for (int64_t j = 0; j < args.ow; j++, dy += c, tap += c) {
    const int64_t at = 2 * j * c;
    forPanels<1>(0, c, [&](const auto& panel, int64_t k) {
      const vec g = panel.read(dy + k, 0);
      const ivec chosen = panel.readBytes(tap + k, 0);
      panel.write(upper + at + k, 0, keepWhere(chosen == 0, g));
      panel.write(upper + at + c + k, 0, keepWhere(chosen == 1, g));
      panel.write(lower + at + k, 0, keepWhere(chosen == 2, g));
      panel.write(lower + at + c + k, 0, keepWhere(chosen == 3, g));
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
  Readers readers;
  const bool built = readers.rows.build(rowsOf(args), Slot::pixels, scratch) &&
                     readers.columns.build(columnsOf(args), Slot::columns, scratch);
  if (!built) return Status::outOfMemory();
  forGradRows(args, [&](const PoolGradRow& row) {
    for (int64_t w = 0; w < args.w; w++) {
      forPanels<panelVectors>(0, args.c, [&](const auto& panel, int64_t k) {
        gatherPanel(panel, args, readers, Place{row, w, k});
      });
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
