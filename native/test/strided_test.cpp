// Broadcasting arithmetic, gather, scatter and the simple copies, over random views.
#include <doctest/doctest.h>

#include "outputs.h"

using namespace evenkeel;

namespace {

constexpr int axes = 6;

/** A random view: axis lengths, strides, and the offsets of its elements in row-major order. */
struct View {
  int32_t dims[axes];
  int32_t strides[axes];
  int32_t offset = 0;
  int32_t reach = 0;

  int32_t size() const {
    int32_t n = 1;
    for (const int32_t dim : dims) n *= dim;
    return n;
  }

  int32_t at(int32_t i) const {
    int32_t place = offset;
    for (int axis = axes - 1; axis >= 0; axis--) {
      place += i % dims[axis] * strides[axis];
      i /= dims[axis];
    }
    return place;
  }
};

void randomDims(int32_t (&dims)[axes], Dice& dice) {
  const int used = dice.roll(0, 4);
  for (int axis = 0; axis < axes; axis++) dims[axis] = axis < axes - used ? 1 : dice.roll(1, 9);
  if (dice.roll(0, 3) == 0) dims[axes - 1] = dice.roll(1, 70);
}

/** Contiguous strides in a random order of axes, some of them 0 or negative. */
View randomView(const int32_t (&dims)[axes], Dice& dice, bool broadcast, bool flip) {
  View view;
  int order[axes] = {0, 1, 2, 3, 4, 5};
  if (dice.coin()) std::swap(order[dice.roll(0, 5)], order[dice.roll(0, 5)]);
  int32_t stride = 1;
  for (int k = axes - 1; k >= 0; k--) {
    const int axis = order[k];
    view.dims[axis] = dims[axis];
    view.strides[axis] = broadcast && dice.roll(0, 2) == 0 ? 0 : stride;
    if (view.strides[axis] != 0) stride *= dims[axis];
  }
  view.reach = stride;
  for (int axis = 0; axis < axes; axis++) {
    if (!flip || dice.roll(0, 3) > 0) continue;
    view.offset += (dims[axis] - 1) * view.strides[axis];
    view.strides[axis] = -view.strides[axis];
  }
  return view;
}

void copyAxes(const int32_t (&from)[axes], int32_t (&to)[axes]) { memcpy(to, from, sizeof to); }

double combine(BinaryF f, double a, double b) {
  switch (f) {
    case BinaryF::add: return a + b;
    case BinaryF::sub: return a - b;
    case BinaryF::mul: return a * b;
    case BinaryF::div: return a / b;
    case BinaryF::maximum: return std::max(a, b);
    case BinaryF::minimum: return std::min(a, b);
    case BinaryF::pow: return std::pow(a, b);
    case BinaryF::equal: return a == b;
    case BinaryF::notEqual: return a != b;
    case BinaryF::greater: return a > b;
    case BinaryF::greaterEqual: return a >= b;
    case BinaryF::less: return a < b;
    case BinaryF::lessEqual: return a <= b;
  }
  return NAN;
}

constexpr int binaryCount = static_cast<int>(BinaryF::lessEqual) + 1;

}  // namespace

TEST_CASE("strided: binary functions broadcast") {
  Dice dice(11);
  for (int round = 0; round < 400; round++) {
    int32_t dims[axes];
    randomDims(dims, dice);
    const View left = randomView(dims, dice, true, false);
    const View right = randomView(dims, dice, true, false);
    const int32_t n = left.size();
    Floats a(left.reach);
    Floats b(right.reach);
    Floats y(n);
    a.random(dice);
    b.random(dice);
    BinaryArgs args{};
    args.a = a.data();
    args.b = b.data();
    args.y = y.data();
    args.n = n;
    args.aLength = left.reach;
    args.bLength = right.reach;
    args.f = static_cast<BinaryF>(round % binaryCount);
    copyAxes(dims, args.dims);
    copyAxes(left.strides, args.aStrides);
    copyAxes(right.strides, args.bStrides);
    Scratch scratch;
    if (args.f == BinaryF::pow) {
      for (int32_t i = 0; i < left.reach; i++) a.data()[i] = std::fabs(a.data()[i]);
    }
    if (args.f >= BinaryF::equal && dice.coin()) a.fill(0.5f), b.fill(0.5f);
    sameEverywhere({Output::of(y)}, [&](const KernelTable& k) { REQUIRE(succeeded(k.binary(args, scratch))); });
    for (int32_t i = 0; i < n; i++) {
      const double wanted = combine(args.f, static_cast<double>(a[static_cast<size_t>(left.at(i))]),
                                    static_cast<double>(b[static_cast<size_t>(right.at(i))]));
      CHECK(isClose(static_cast<double>(y[static_cast<size_t>(i)]), wanted, 0, 1e-7));
    }
  }
}

TEST_CASE("strided: maximum and minimum keep NaN from either side") {
  const float a[] = {NAN, 1.0f, NAN, 2.0f};
  const float b[] = {1.0f, NAN, NAN, 1.0f};
  runEverywhere([&](const KernelTable& kernels) {
    for (const BinaryF f : {BinaryF::maximum, BinaryF::minimum}) {
      float y[4];
      Scratch scratch;
      BinaryArgs args{a, b, y, 4, 4, 4, {1, 1, 1, 1, 1, 4}, {0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 1}, f};
      kernels.binary(args, scratch);
      for (int i = 0; i < 3; i++) CHECK(std::isnan(y[i]));
      CHECK(y[3] == (f == BinaryF::maximum ? 2.0f : 1.0f));
    }
  });
}

TEST_CASE("strided: gather follows any view") {
  Dice dice(12);
  for (int round = 0; round < 400; round++) {
    int32_t dims[axes];
    randomDims(dims, dice);
    if (round % 10 == 0) {
      for (int axis = 0; axis < axes; axis++) dims[axis] = axis < 3 ? 1 : dice.roll(1, 40);
    }
    const View view = randomView(dims, dice, round % 2 == 0, true);
    Floats x(view.reach);
    Floats y(view.size());
    x.random(dice);
    GatherStridedArgs args{x.data(), y.data(), view.size(), view.reach, view.offset, {}, {}};
    copyAxes(dims, args.dims);
    copyAxes(view.strides, args.strides);
    Scratch scratch;
    sameEverywhere({Output::of(y)}, [&](const KernelTable& k) { k.gatherStrided(args, scratch); });
    bool equal = true;
    for (int32_t i = 0; i < view.size(); i++) {
      equal = equal && y[static_cast<size_t>(i)] == x[static_cast<size_t>(view.at(i))];
    }
    CHECK(equal);
  }
}

TEST_CASE("strided: scatter writes or adds, in order where places repeat") {
  Dice dice(13);
  for (int round = 0; round < 400; round++) {
    int32_t dims[axes];
    randomDims(dims, dice);
    const View view = randomView(dims, dice, round % 2 == 0, true);
    Floats x(view.size());
    Floats y(view.reach);
    Floats start(view.reach);
    x.random(dice);
    start.random(dice);
    ScatterStridedArgs args{x.data(), y.data(), view.size(), view.reach, view.offset, {}, {}, dice.coin()};
    copyAxes(dims, args.dims);
    copyAxes(view.strides, args.strides);
    Scratch scratch;
    sameEverywhere({Output::of(y)}, [&](const KernelTable& k) {
      memcpy(y.data(), start.data(), y.size() * sizeof(float));
      k.scatterStrided(args, scratch);
    });
    for (int32_t i = 0; i < view.size(); i++) {
      float& place = start.data()[view.at(i)];
      place = args.accumulate ? place + x[static_cast<size_t>(i)] : x[static_cast<size_t>(i)];
    }
    CHECK(y.sameBits(start));
  }
}

TEST_CASE("strided: fill, copy, bytes, accumulate and where") {
  Dice dice(14);
  for (const int32_t n : {0, 1, 3, 15, 16, 17, 70, 3001}) {
    Floats a(n);
    Floats b(n);
    Floats y(n);
    std::vector<uint8_t> bytes(static_cast<size_t>(n) + 1);
    std::vector<int32_t> condition(static_cast<size_t>(n) + 1);
    a.random(dice);
    b.random(dice);
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(dice.roll(0, 255));
    for (int32_t& one : condition) one = dice.roll(-1, 1);
    Scratch scratch;
    const auto check = [&](auto run, auto wanted) {
      sameEverywhere({Output::of(y)}, run);
      for (int32_t i = 0; i < n; i++) {
        const size_t at = static_cast<size_t>(i);
        CHECK(static_cast<double>(y[at]) == doctest::Approx(wanted(at)).epsilon(1e-6));
      }
    };
    check([&](const KernelTable& k) { k.fill({y.data(), n, 2.5f}, scratch); }, [](size_t) { return 2.5; });
    check([&](const KernelTable& k) { k.copy({a.data(), y.data(), n, n, 0, n, 0}, scratch); },
          [&](size_t i) { return static_cast<double>(a[i]); });
    check([&](const KernelTable& k) { k.fromBytes({bytes.data(), y.data(), n, 2.0f, -1.0f}, scratch); },
          [&](size_t i) { return bytes[i] * 2.0 - 1.0; });
    check(
        [&](const KernelTable& k) {
          k.copy({a.data(), y.data(), n, n, 0, n, 0}, scratch);
          k.accumulate({b.data(), y.data(), n, 3.0f}, scratch);
        },
        [&](size_t i) { return static_cast<double>(a[i]) + 3.0 * static_cast<double>(b[i]); });
    check([&](const KernelTable& k) { k.where({condition.data(), a.data(), b.data(), y.data(), n}, scratch); },
          [&](size_t i) { return static_cast<double>(condition[i] != 0 ? a[i] : b[i]); });
    check([&](const KernelTable& k) { k.where({condition.data(), nullptr, b.data(), y.data(), n}, scratch); },
          [&](size_t i) { return condition[i] != 0 ? 0.0 : static_cast<double>(b[i]); });
  }
}
