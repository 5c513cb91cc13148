// y = f(a, b) with broadcasting: both operands are strided views. y may be an operand that is not broadcast.
#include "blocks.h"
#include "functions/binary.h"
#include "walk.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** A row of y, and where its operands begin. */
struct Row {
  const float* a;
  const float* b;
  float* y;
  int64_t n;
};

using RowLoop = void (*)(const Row&);

/** Whole vectors; an operand that does not move has one value for the whole row. */
template <class F, bool aMoves, bool bMoves>
void mapVectors(const Row& row) {
  const auto [a, b, y, n] = row;
  const vec oneA = broadcast(aMoves ? 0.0f : *a);
  const vec oneB = broadcast(bMoves ? 0.0f : *b);
  for (int64_t i = 0; i < n; i += VW) {
    store(y + i, F::value(aMoves ? load(a + i) : oneA, bMoves ? load(b + i) : oneB));
  }
}

/** Elements that are gathered at once. */
constexpr int64_t gathered = 128;

/** Copies n elements, and zeros up to a whole vector. */
void gather(const float* from, int64_t stride, int64_t n, float* to) {
  int64_t i = 0;
  for (; i < n; i++) to[i] = from[i * stride];
  for (; i % VW != 0; i++) to[i] = 0.0f;
}

/** The loops of one function. */
struct Loops {
  RowLoop bothMove;
  RowLoop aMoves;
  RowLoop bMoves;
  int64_t cost;

  /** Operands of any strides, by way of copies that follow each other. */
  void runGathered(const Row& row, int64_t aStride, int64_t bStride) const {
    float a[gathered];
    float b[gathered];
    for (int64_t i = 0; i < row.n; i += gathered) {
      const int64_t count = row.n - i < gathered ? row.n - i : gathered;
      const int64_t whole = count / VW * VW;
      gather(row.a + i * aStride, aStride, count, a);
      gather(row.b + i * bStride, bStride, count, b);
      bothMove({a, b, row.y + i, whole});
      if (whole == count) continue;
      bothMove({a + whole, b + whole, a, VW});
      storePart(row.y + i + whole, load(a), static_cast<int>(count - whole));
    }
  }

  void run(const Row& row, int64_t aStride, int64_t bStride) const {
    const RowLoop loop = aStride == 1 && bStride == 1   ? bothMove
                         : aStride == 1 && bStride == 0 ? aMoves
                         : aStride == 0 && bStride == 1 ? bMoves
                                                        : nullptr;
    const int64_t whole = loop == nullptr ? 0 : row.n / VW * VW;
    if (whole > 0) loop({row.a, row.b, row.y, whole});
    if (whole == row.n) return;
    const Row rest = {row.a + whole * aStride, row.b + whole * bStride, row.y + whole, row.n - whole};
    runGathered(rest, aStride, bStride);
  }
};

template <class F>
constexpr Loops loopsOf() {
  return {mapVectors<F, true, true>, mapVectors<F, true, false>, mapVectors<F, false, true>, F::cost};
}

}  // namespace

Status binary(const BinaryArgs& args, Scratch&) {
  if (args.n == 0) return Status::ok();
  const Walk<2> walk = mergeAxes<2>(args.dims, {args.aStrides, args.bStrides});
  Loops loops{};
  chooseBinary(args.f, [&](auto function) { loops = loopsOf<decltype(function)>(); });
  const int64_t aStride = walk.innerStride(0);
  const int64_t bStride = walk.innerStride(1);
  forRows(walk, loops.cost, [&](const int64_t (&offsets)[2], int64_t start, int64_t count) {
    loops.run({args.a + offsets[0], args.b + offsets[1], args.y + start, count}, aStride, bStride);
  });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
