// y = largest x of each window; tap = u * kw + v of the first of equals. NaN wins, the last one of several.
#include "channels.h"
#include "core/threads.h"
#include "generated/contract.gen.h"
#include "window.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

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

void poolRow(const MaxPool2dArgs& args, const RowTask& row) {
  const PoolAxis columns = columnsOf(args);
  const InsideTaps us(rowsOf(args), row.i);
  const int64_t c = args.c;
  for (int64_t j = 0; j < args.ow; j++) {
    const InsideTaps vs(columns, j);
    const bool empty = us.taps.count() == 0 || vs.taps.count() == 0;
    const float* first = empty ? row.image : row.image + (us.pixel * args.w + vs.pixel) * c;
    forChannels(c, [&](auto access, int64_t k) {
      Largest best = {broadcast(-__builtin_inff()), ivec{}};
      const float* line = first + k;
      for (int64_t u = us.taps.first; u < us.taps.last; u++, line += args.dilationH * args.w * c) {
        const float* pixel = line;
        for (int64_t v = vs.taps.first; v < vs.taps.last; v++, pixel += args.dilationW * c) {
          best.offer(access.read(pixel), static_cast<int32_t>(u * args.kw + v));
        }
      }
      access.write(row.y + j * c + k, best.value);
      if (row.tap) access.writeBytes(row.tap + j * c + k, best.tap);
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
    forChannels(c, [&](auto access, int64_t k) {
      Largest best = {access.read(upper + at + k), ivec{}};
      best.offer(access.read(upper + at + c + k), 1);
      best.offer(access.read(lower + at + k), 2);
      best.offer(access.read(lower + at + c + k), 3);
      access.write(row.y + j * c + k, best.value);
      if (HasTap) access.writeBytes(row.tap + j * c + k, best.tap);
    });
  }
}

}  // namespace

Status maxPool2d(const MaxPool2dArgs& args, Scratch&) {
  if (args.c == 0) return Status::ok();
  const bool simple = isTwoByTwo(args);
  const auto quick = args.tap ? poolRowTwoByTwo<true> : poolRowTwoByTwo<false>;
  const int64_t rowSize = int64_t{args.ow} * args.c;
  const int64_t imageSize = int64_t{args.h} * args.w * args.c;
  const int64_t count = int64_t{args.n} * args.oh;
  parallelFor(count, count * rowSize * args.kh * args.kw, [&](int64_t begin, int64_t end, int) {
    for (int64_t q = begin; q < end; q++) {
      const RowTask row = {args.x + q / args.oh * imageSize, q % args.oh, args.y + q * rowSize,
                           args.tap ? args.tap + q * rowSize : nullptr};
      if (simple) {
        quick(args, row);
      } else {
        poolRow(args, row);
      }
    }
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
