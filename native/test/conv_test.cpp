// The convolution and its gradients against plain loops in double, on every instruction set: values, bits
// and bounds.
#include "kernel_runs.h"

#include <doctest/doctest.h>

using namespace evenkeel;

namespace {

int32_t outputOf(int32_t in, int32_t before, int32_t after, int32_t kernel, int32_t stride,
                 int32_t dilation) {
  const int32_t rest = in + before + after - (dilation * (kernel - 1) + 1);
  return rest < 0 ? 0 : rest / stride + 1;
}

/** Fills in the sizes of the result. */
Conv2dArgs sized(Conv2dArgs s) {
  s.oh = outputOf(s.h, s.padTop, s.padBottom, s.kh, s.strideH, s.dilationH);
  s.ow = outputOf(s.w, s.padLeft, s.padRight, s.kw, s.strideW, s.dilationW);
  return s;
}

/** A square kernel with the same stride and padding along both axes. */
Conv2dArgs square(int32_t n, int32_t size, int32_t c, int32_t o, int32_t kernel, int32_t stride,
                  int32_t pad) {
  Conv2dArgs s{};
  s.n = n;
  s.h = s.w = size;
  s.c = c;
  s.o = o;
  s.kh = s.kw = kernel;
  s.strideH = s.strideW = stride;
  s.padTop = s.padBottom = s.padLeft = s.padRight = pad;
  s.dilationH = s.dilationW = s.groups = 1;
  return sized(s);
}

template <class Args>
Args argsOf(const Conv2dArgs& s) {
  Args a{};
  a.n = s.n;
  a.h = s.h;
  a.w = s.w;
  a.c = s.c;
  a.oh = s.oh;
  a.ow = s.ow;
  a.o = s.o;
  a.kh = s.kh;
  a.kw = s.kw;
  a.strideH = s.strideH;
  a.strideW = s.strideW;
  a.padTop = s.padTop;
  a.padBottom = s.padBottom;
  a.padLeft = s.padLeft;
  a.padRight = s.padRight;
  a.dilationH = s.dilationH;
  a.dilationW = s.dilationW;
  a.groups = s.groups;
  a.precision = s.precision;
  return a;
}

int64_t xSize(const Conv2dArgs& s) { return int64_t{s.n} * s.h * s.w * s.c; }
int64_t ySize(const Conv2dArgs& s) { return int64_t{s.n} * s.oh * s.ow * s.o; }
int64_t weightSize(const Conv2dArgs& s) { return int64_t{s.kh} * s.kw * (s.c / s.groups) * s.o; }

/** Calls visit(x place, weight place, y place) for every product of the convolution. */
template <class Visit>
void forEachProduct(const Conv2dArgs& s, const Visit& visit) {
  const int64_t pixels = int64_t{s.n} * s.oh * s.ow;
  const int32_t groupC = s.c / s.groups;
  const int32_t groupO = s.o / s.groups;
  for (int64_t p = 0; p < pixels; p++) {
    const int64_t n = p / s.ow / s.oh;
    const int64_t i = p / s.ow % s.oh * s.strideH - s.padTop;
    const int64_t j = p % s.ow * s.strideW - s.padLeft;
    for (int64_t tap = 0; tap < int64_t{s.kh} * s.kw; tap++) {
      const int64_t row = i + tap / s.kw * s.dilationH;
      const int64_t column = j + tap % s.kw * s.dilationW;
      if (row < 0 || row >= s.h || column < 0 || column >= s.w) continue;
      const int64_t x = ((n * s.h + row) * s.w + column) * s.c;
      for (int64_t c = 0; c < groupC; c++) {
        for (int64_t o = 0; o < s.o; o++) {
          visit(x + o / groupO * groupC + c, (tap * groupC + c) * s.o + o, p * s.o + o);
        }
      }
    }
  }
}

struct Data {
  explicit Data(const Conv2dArgs& s, Dice& dice)
      : x(xSize(s)), weight(weightSize(s)), bias(s.o), dy(ySize(s)) {
    x.random(dice);
    weight.random(dice);
    bias.random(dice);
    dy.random(dice);
  }
  Floats x;
  Floats weight;
  Floats bias;
  Floats dy;
};

struct Results {
  explicit Results(const Conv2dArgs& s)
      : y(ySize(s)), dx(xSize(s)), dweight(weightSize(s)), dbias(s.o) {
    for (Floats* each : {&y, &dx, &dweight, &dbias}) each->fill(NAN);
  }
  Floats y;
  Floats dx;
  Floats dweight;
  Floats dbias;
};

struct Wanted {
  std::vector<double> y;
  std::vector<double> dx;
  std::vector<double> dweight;
  std::vector<double> dbias;
};

Wanted expected(const Conv2dArgs& s, const Data& data) {
  Wanted w{std::vector<double>(data.dy.size()), std::vector<double>(data.x.size()),
           std::vector<double>(data.weight.size()), std::vector<double>(data.bias.size())};
  forEachProduct(s, [&](int64_t xAt, int64_t weightAt, int64_t yAt) {
    const size_t x = static_cast<size_t>(xAt);
    const size_t weight = static_cast<size_t>(weightAt);
    const size_t y = static_cast<size_t>(yAt);
    w.y[y] += static_cast<double>(data.x[x]) * static_cast<double>(data.weight[weight]);
    w.dx[x] += static_cast<double>(data.dy[y]) * static_cast<double>(data.weight[weight]);
    w.dweight[weight] += static_cast<double>(data.x[x]) * static_cast<double>(data.dy[y]);
  });
  for (size_t i = 0; i < w.y.size(); i++) {
    const size_t o = i % static_cast<size_t>(s.o);
    w.dbias[o] += static_cast<double>(data.dy[i]);
    w.y[i] += static_cast<double>(data.bias[o]);
    if (s.activation == Conv2dActivation::relu) w.y[i] = std::max(0.0, w.y[i]);
  }
  return w;
}

void runAll(const KernelTable& kernels, const Conv2dArgs& s, const Data& data, Results& results) {
  Scratch scratch;
  Conv2dArgs forward = s;
  forward.x = data.x.data();
  forward.weight = data.weight.data();
  forward.bias = data.bias.data();
  forward.y = results.y.data();
  REQUIRE(kernels.conv2d(forward, scratch).kind == Status::Kind::ok);

  auto input = argsOf<Conv2dInputGradArgs>(s);
  input.dy = data.dy.data();
  input.weight = data.weight.data();
  input.dx = results.dx.data();
  REQUIRE(kernels.conv2dInputGrad(input, scratch).kind == Status::Kind::ok);

  auto weight = argsOf<Conv2dWeightGradArgs>(s);
  weight.x = data.x.data();
  weight.dy = data.dy.data();
  weight.dweight = results.dweight.data();
  weight.dbias = results.dbias.data();
  REQUIRE(kernels.conv2dWeightGrad(weight, scratch).kind == Status::Kind::ok);
}

void check(const Conv2dArgs& s, Dice& dice, double tolerance = 2e-6) {
  INFO("n ", s.n, ", image ", s.h, " x ", s.w, " x ", s.c, ", result ", s.oh, " x ", s.ow, " x ",
       s.o, ", kernel ", s.kh, " x ", s.kw, ", stride ", s.strideH, " ", s.strideW, ", padding ",
       s.padTop, " ", s.padBottom, " ", s.padLeft, " ", s.padRight, ", dilation ", s.dilationH, " ",
       s.dilationW, ", groups ", s.groups);
  const Data data(s, dice);
  const Wanted wanted = expected(s, data);
  const Results first(s);
  bool compared = false;
  runEverywhere([&](const KernelTable& kernels) {
    if (!compared) {
      runAll(kernels, s, data, const_cast<Results&>(first));
      CHECK(errorOf(first.y, wanted.y) < tolerance);
      CHECK(errorOf(first.dx, wanted.dx) < tolerance);
      CHECK(errorOf(first.dweight, wanted.dweight) < tolerance);
      CHECK(errorOf(first.dbias, wanted.dbias) < tolerance);
      compared = true;
      return;
    }
    Results other(s);
    runAll(kernels, s, data, other);
    CHECK(other.y.sameBits(first.y));
    CHECK(other.dx.sameBits(first.dx));
    CHECK(other.dweight.sameBits(first.dweight));
    CHECK(other.dbias.sameBits(first.dbias));
  });
}

Conv2dArgs randomShape(Dice& dice) {
  Conv2dArgs s{};
  s.n = dice.roll(0, 3);
  s.h = dice.roll(1, 9);
  s.w = dice.roll(0, 4) == 0 ? dice.roll(20, 36) : dice.roll(1, 9);
  s.groups = dice.roll(0, 4) == 0 ? dice.roll(2, 4) : 1;
  s.c = s.groups * dice.roll(1, 40 / s.groups);
  s.o = s.groups * dice.roll(1, 40 / s.groups);
  s.kh = dice.roll(1, 4);
  s.kw = dice.roll(1, 4);
  s.strideH = dice.coin() ? 1 : dice.roll(1, 3);
  s.strideW = dice.coin() ? 1 : dice.roll(1, 3);
  s.padTop = dice.roll(0, 5);
  s.padBottom = dice.roll(0, 3);
  s.padLeft = dice.roll(0, 5);
  s.padRight = dice.roll(0, 3);
  s.dilationH = dice.coin() ? 1 : dice.roll(1, 3);
  s.dilationW = dice.coin() ? 1 : dice.roll(1, 3);
  s.activation = static_cast<Conv2dActivation>(dice.roll(0, 1));
  return sized(s);
}

}  // namespace

TEST_CASE("conv2d: random shapes, strides, dilations, paddings and groups") {
  Dice dice(1);
  for (int i = 0; i < 150; i++) check(randomShape(dice), dice);
}

TEST_CASE("conv2d: rows of 1, 3 and 16 channels") {
  Dice dice(2);
  for (const int32_t c : {1, 3, 16}) {
    for (const int32_t kernel : {3, 5}) {
      check(square(2, 29, c, 16, kernel, 1, kernel / 2), dice);
      check(square(1, 33, c, 40, kernel, 1, 0), dice);
    }
  }
}

TEST_CASE("conv2d: rows of every width, staged and in place") {
  Dice dice(9);
  for (int32_t width = 1; width <= 60; width++) {
    for (const int32_t stride : {1, 2}) {
      Conv2dArgs s = square(2, 4, width % 2 == 0 ? 7 : 9, width % 3 == 0 ? 33 : 11, 3, stride, 1);
      s.w = width;
      check(sized(s), dice);
    }
  }
}

TEST_CASE("conv2d: padding beyond the kernel and strides beyond the image") {
  Dice dice(3);
  check(square(2, 3, 5, 6, 2, 1, 7), dice);
  check(square(2, 4, 3, 4, 3, 5, 6), dice);
  check(square(1, 2, 3, 4, 1, 9, 0), dice);
  check(square(1, 30, 2, 3, 3, 40, 1), dice);
}

TEST_CASE("conv2d: one pixel kernels are matrix products") {
  Dice dice(4);
  check(square(3, 7, 33, 65, 1, 1, 0), dice);
  check(square(3, 7, 33, 17, 1, 2, 0), dice);
}

TEST_CASE("conv2d: empty batches and results") {
  Dice dice(5);
  check(square(0, 5, 3, 4, 3, 1, 1), dice);
  check(square(2, 2, 3, 4, 5, 1, 0), dice);
}

TEST_CASE("conv2d: depthwise") {
  Dice dice(6);
  for (const int32_t multiplier : {1, 2, 3}) {
    for (const int32_t stride : {1, 2}) {
      for (const int32_t channels : {2, 21, 40}) {
        Conv2dArgs s = square(2, 9, channels, channels * multiplier, 3, stride, 1);
        s.groups = channels;
        check(s, dice);
      }
    }
  }
}

TEST_CASE("conv2d: 3 x 3 and 5 x 5 by Winograd tiles, exact and fast") {
  Dice dice(8);
  for (int i = 0; i < 36; i++) {
    const int32_t kernel = i % 3 == 2 ? 5 : 3;
    Conv2dArgs s = square(dice.roll(1, 9), 1, dice.roll(16, 70), dice.roll(16, 70), kernel, 1, 0);
    s.h = dice.roll(kernel + 1, 17);
    s.w = dice.roll(kernel + 1, 17);
    s.padTop = dice.roll(0, 3);
    s.padBottom = dice.roll(0, 3);
    s.padLeft = dice.roll(0, 3);
    s.padRight = dice.roll(0, 3);
    s.activation = static_cast<Conv2dActivation>(dice.roll(0, 1));
    s.precision = static_cast<Conv2dPrecision>(i % 2);
    // Pixels of whole vectors are read in place.
    if (i % 4 < 2) s.c -= s.c % 16;
    if (i % 4 < 2) s.o -= s.o % 16;
    check(sized(s), dice, s.precision == Conv2dPrecision::fast ? 2e-5 : 2e-6);
  }
}

TEST_CASE("conv2d: many images and wide channels") {
  Dice dice(7);
  check(square(17, 6, 20, 33, 3, 1, 1), dice);
  check(square(2, 7, 70, 70, 3, 1, 1), dice);
}
