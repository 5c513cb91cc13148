// Functions of one variable and their gradients. y may be x, and dx may be dy or `saved`.
#include "blocks.h"
#include "functions/choose.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

template <class F>
void mapVectors(const UnaryArgs& args, int64_t begin, int64_t end) {
  const Parameters p = {broadcast(args.alpha), broadcast(args.beta)};
  const float* x = args.x;
  float* y = args.y;
  for (int64_t i = begin; i < end; i += VW) store(y + i, F::value(load(x + i), p));
}

template <class F>
void gradVectors(const UnaryGradArgs& args, int64_t begin, int64_t end) {
  const Parameters p = {broadcast(args.alpha), broadcast(args.beta)};
  const float* saved = args.saved;
  const float* dy = args.dy;
  float* dx = args.dx;
  for (int64_t i = begin; i < end; i += VW) store(dx + i, load(dy + i) * F::slope(load(saved + i), p));
}

/** The k < VW elements from `at` on, in a vector of their own. */
template <class Map>
void mapRest(const UnaryArgs& args, int64_t at, int k, Map map) {
  float rest[VW];
  store(rest, loadPart(args.x + at, k));
  UnaryArgs own = args;
  own.x = own.y = rest;
  map(own, 0, VW);
  storePart(args.y + at, load(rest), k);
}

template <class Map>
void mapRest(const UnaryGradArgs& args, int64_t at, int k, Map map) {
  float saved[VW];
  float gradient[VW];
  store(saved, loadPart(args.saved + at, k));
  store(gradient, loadPart(args.dy + at, k));
  UnaryGradArgs own = args;
  own.saved = saved;
  own.dy = own.dx = gradient;
  map(own, 0, VW);
  storePart(args.dx + at, load(gradient), k);
}

/** Runs a loop over whole vectors, with what it costs an element, for all elements. */
template <class Args>
struct Loop {
  void (*map)(const Args&, int64_t begin, int64_t end);
  int64_t cost;

  void run(const Args& args) const {
    forElements(args.n, cost, [&](int64_t begin, int64_t end) {
      const int64_t rest = (end - begin) % VW;
      map(args, begin, end - rest);
      if (rest > 0) mapRest(args, end - rest, static_cast<int>(rest), map);
    });
  }
};

}  // namespace

Status unary(const UnaryArgs& args, Scratch&) {
  Loop<UnaryArgs> loop{};
  chooseUnary(args.f, [&](auto function) {
    using F = decltype(function);
    loop = {mapVectors<F>, F::cost};
  });
  loop.run(args);
  return Status::ok();
}

Status unaryGrad(const UnaryGradArgs& args, Scratch&) {
  Loop<UnaryGradArgs> loop{};
  chooseUnary(args.f, [&](auto function) {
    using F = decltype(function);
    loop = {gradVectors<F>, F::cost};
  });
  loop.run(args);
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
