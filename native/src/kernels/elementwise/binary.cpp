// y = f(a, b) with broadcasting: both operands are strided views. y may be an operand that is not broadcast.
#include "blocks.h"
#include "functions/binary.h"
#include "walk.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Operand whose elements follow each other. */
struct Contiguous {
  const float* p;
  EVENKEEL_INLINE vec full(int64_t i) const { return load(p + i); }
  EVENKEEL_INLINE vec part(int64_t i, int k) const { return loadPart(p + i, k); }
};

/** Operand with one value for the whole row. */
struct Constant {
  vec value;
  EVENKEEL_INLINE vec full(int64_t) const { return value; }
  EVENKEEL_INLINE vec part(int64_t, int) const { return value; }
};

/** Any other operand. */
struct Strided {
  const float* p;
  int64_t stride;
  EVENKEEL_INLINE vec part(int64_t i, int k) const {
    float lanes[VW] = {};
    for (int lane = 0; lane < k; lane++) lanes[lane] = p[(i + lane) * stride];
    return load(lanes);
  }
  EVENKEEL_INLINE vec full(int64_t i) const { return part(i, VW); }
};

template <class F, class A, class B>
void runRow(float* y, int64_t n, const A& a, const B& b) {
  forVectors(
      0, n, [&](int64_t i) { store(y + i, F::value(a.full(i), b.full(i))); },
      [&](int64_t i, int k) { storePart(y + i, F::value(a.part(i, k), b.part(i, k)), k); });
}

template <class F>
void runWalk(const BinaryArgs& args, const Walk<2>& walk) {
  const int64_t aStride = walk.innerStride(0);
  const int64_t bStride = walk.innerStride(1);
  forRows(walk, F::cost, [&](const int64_t (&offsets)[2], int64_t start, int64_t count) {
    const float* a = args.a + offsets[0];
    const float* b = args.b + offsets[1];
    float* y = args.y + start;
    if (aStride == 1 && bStride == 1) return runRow<F>(y, count, Contiguous{a}, Contiguous{b});
    if (aStride == 1 && bStride == 0) return runRow<F>(y, count, Contiguous{a}, Constant{broadcast(*b)});
    if (aStride == 0 && bStride == 1) return runRow<F>(y, count, Constant{broadcast(*a)}, Contiguous{b});
    runRow<F>(y, count, Strided{a, aStride}, Strided{b, bStride});
  });
}

}  // namespace

Status binary(const BinaryArgs& args, Scratch&) {
  if (args.n == 0) return Status::ok();
  const Walk<2> walk = mergeAxes<2>(args.dims, {args.aStrides, args.bStrides});
  chooseBinary(args.f, [&](auto function) { runWalk<decltype(function)>(args, walk); });
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
