// dx = y * (dy - sum(dy * y)), or for the logarithm dy - exp(y) * sum(dy). dx may be dy or y.
#include "column.h"
#include "generated/contract.gen.h"
#include "kernels/elementwise/blocks.h"
#include "panels.h"
#include "row.h"
#include "simd/math.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** The term of the sum and the gradient of the plain form. */
struct Plain {
  static constexpr int64_t cost = 4;
  static EVENKEEL_INLINE vec term(vec y, vec dy) { return dy * y; }
  static EVENKEEL_INLINE vec grad(vec y, vec dy, vec sum) { return y * (dy - sum); }
};

/** The same for the logarithm. */
struct Logarithm {
  static constexpr int64_t cost = 20;
  static EVENKEEL_INLINE vec term(vec, vec dy) { return dy; }
  static EVENKEEL_INLINE vec grad(vec y, vec dy, vec sum) { return nmadd(exp(y), sum, dy); }
};

template <class Form>
void gradOfRow(const float* y, const float* dy, int64_t n, float* dx) {
  // Lanes beyond the end are 0, and so are their terms.
  const double total = reduceRow<SumRule>(
      n, [&](int64_t i) { return Form::term(load(y + i), load(dy + i)); },
      [&](int64_t i, int k) { return Form::term(loadPart(y + i, k), loadPart(dy + i, k)); });
  const vec sum = broadcast(static_cast<float>(total));
  forVectors(
      0, n, [&](int64_t i) { store(dx + i, Form::grad(load(y + i), load(dy + i), sum)); },
      [&](int64_t i, int k) {
        storePart(dx + i, Form::grad(loadPart(y + i, k), loadPart(dy + i, k), sum), k);
      });
}

template <class Form>
void run(const SoftmaxGradArgs& args) {
  const Middle shape = {args.outer, args.n, args.inner};
  if (args.inner == 1) {
    forEachRow(shape, Form::cost, [&](int64_t base, int64_t) {
      gradOfRow<Form>(args.y + base, args.dy + base, args.n, args.dx + base);
    });
    return;
  }
  forEachColumn(shape, Form::cost, [&](const ColumnVector& c) {
    const vec sum = sumDown(args.n, [&](int64_t k) {
      const int64_t at = c.base + k * c.stride;
      return Form::term(c.read(args.y, at), c.read(args.dy, at));
    });
    for (int64_t k = 0; k < args.n; k++) {
      const int64_t at = c.base + k * c.stride;
      c.write(args.dx, at, Form::grad(c.read(args.y, at), c.read(args.dy, at), sum));
    }
  });
}

}  // namespace

Status softmaxGrad(const SoftmaxGradArgs& args, Scratch&) {
  if (args.n == 0) return Status::ok();
  if (args.log) {
    run<Logarithm>(args);
  } else {
    run<Plain>(args);
  }
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
