// Pooling over random geometries against plain loops: values, taps and gradients.
#include <doctest/doctest.h>

#include "outputs.h"

using namespace evenkeel;

namespace {

/** A random geometry that the contract allows, padding larger than the kernel and windows beyond the edge included. */
MaxPool2dArgs randomGeometry(Dice& dice) {
  MaxPool2dArgs g{};
  g.n = dice.roll(0, 2);
  g.c = dice.roll(1, 20);
  if (dice.roll(0, 4) == 0) g.c = dice.roll(30, 40);
  const auto axis = [&](int32_t& size, int32_t& windows, int32_t& kernel, int32_t& stride, int32_t& dilation,
                        int32_t& before, int32_t& after) {
    size = dice.roll(1, 9);
    kernel = dice.roll(1, 4);
    stride = dice.roll(1, 3);
    dilation = dice.roll(1, 2);
    before = dice.roll(0, 5) > 3 ? dice.roll(0, 5) : 0;
    after = dice.roll(0, 5) > 3 ? dice.roll(0, 5) : 0;
    // The last window starts before size + before.
    const int32_t most = (size + before - 1) / stride + 1;
    windows = dice.coin() ? most : dice.roll(0, most);
  };
  axis(g.h, g.oh, g.kh, g.strideH, g.dilationH, g.padTop, g.padBottom);
  axis(g.w, g.ow, g.kw, g.strideW, g.dilationW, g.padLeft, g.padRight);
  if (dice.roll(0, 2) == 0) {
    g.kh = g.kw = g.strideH = g.strideW = 2;
    g.dilationH = g.dilationW = 1;
    g.padTop = g.padLeft = g.padBottom = g.padRight = 0;
    g.oh = g.h / 2;
    g.ow = g.w / 2;
  }
  return g;
}

/** Offset of the pixel in its image that tap t of window (i, j) reads, or -1. */
int64_t pixelOf(const MaxPool2dArgs& g, int64_t i, int64_t j, int64_t t) {
  const int64_t row = i * g.strideH + t / g.kw * g.dilationH - g.padTop;
  const int64_t column = j * g.strideW + t % g.kw * g.dilationW - g.padLeft;
  const bool inside = row >= 0 && row < g.h && column >= 0 && column < g.w;
  return inside ? (row * g.w + column) * g.c : -1;
}

/** Calls body(image, i, j, channel, offset of the window's element). */
template <class Body>
void forWindows(const MaxPool2dArgs& g, const Body& body) {
  size_t at = 0;
  for (int64_t image = 0; image < g.n; image++) {
    for (int64_t i = 0; i < g.oh; i++) {
      for (int64_t j = 0; j < g.ow; j++) {
        for (int64_t k = 0; k < g.c; k++) body(image * g.h * g.w * g.c + k, i, j, at++);
      }
    }
  }
}

int64_t imageSize(const MaxPool2dArgs& g) { return int64_t{g.n} * g.h * g.w * g.c; }
int64_t resultSize(const MaxPool2dArgs& g) { return int64_t{g.n} * g.oh * g.ow * g.c; }

MaxPool2dGradArgs gradientOf(const MaxPool2dArgs& g, const Floats& dy, Floats& dx) {
  return {dy.data(), g.tap, dx.data(), g.n,         g.h,      g.w,         g.c,       g.oh,        g.ow,      g.kh,
          g.kw,      g.strideH, g.strideW, g.padTop, g.padBottom, g.padLeft, g.padRight, g.dilationH, g.dilationW};
}

double divisorOf(const MaxPool2dArgs& g, int64_t i, int64_t j, bool includePad) {
  int count = 0;
  int inside = 0;
  for (int64_t t = 0; t < int64_t{g.kh} * g.kw; t++) {
    const int64_t row = i * g.strideH + t / g.kw * g.dilationH;
    const int64_t column = j * g.strideW + t % g.kw * g.dilationW;
    count += row < g.h + g.padTop + g.padBottom && column < g.w + g.padLeft + g.padRight;
    inside += pixelOf(g, i, j, t) >= 0;
  }
  return inside == 0 ? 1 : includePad ? count : inside;
}

}  // namespace

TEST_CASE("pooling: largest values, their taps and gradients") {
  Dice dice(41);
  for (int round = 0; round < 200; round++) {
    MaxPool2dArgs g = randomGeometry(dice);
    Floats x(imageSize(g));
    Floats y(resultSize(g));
    Floats dy(resultSize(g));
    Floats dx(imageSize(g));
    std::vector<uint8_t> tap(static_cast<size_t>(resultSize(g)));
    for (int64_t i = 0; i < imageSize(g); i++) x.data()[i] = static_cast<float>(dice.roll(-4, 4));
    dy.random(dice);
    g.x = x.data();
    g.y = y.data();
    g.tap = tap.data();
    Scratch scratch;
    sameEverywhere({Output::of(y), Output::of(dx), {tap.data(), tap.size()}}, [&](const KernelTable& k) {
      REQUIRE(succeeded(k.maxPool2d(g, scratch)));
      REQUIRE(succeeded(k.maxPool2dGrad(gradientOf(g, dy, dx), scratch)));
    });
    std::vector<double> gradient(x.size(), 0.0);
    bool equal = true;
    forWindows(g, [&](int64_t base, int64_t i, int64_t j, size_t at) {
      float best = -INFINITY;
      int64_t chosen = 0;
      for (int64_t t = 0; t < int64_t{g.kh} * g.kw; t++) {
        const int64_t pixel = pixelOf(g, i, j, t);
        if (pixel < 0 || !(x[static_cast<size_t>(base + pixel)] > best)) continue;
        best = x[static_cast<size_t>(base + pixel)];
        chosen = t;
      }
      equal = equal && y[at] == best && tap[at] == chosen;
      const int64_t pixel = pixelOf(g, i, j, chosen);
      if (pixel >= 0) gradient[static_cast<size_t>(base + pixel)] += static_cast<double>(dy[at]);
    });
    CHECK(equal);
    CHECK(errorOf(dx, gradient) < 1e-6);
    Floats withoutTap(resultSize(g));
    g.tap = nullptr;
    g.y = withoutTap.data();
    runEverywhere([&](const KernelTable& k) {
      k.maxPool2d(g, scratch);
      CHECK(withoutTap.sameBits(y));
    });
  }
}

TEST_CASE("pooling: NaN wins, the last of several") {
  for (const int32_t stride : {1, 2}) {
    runEverywhere([&](const KernelTable& kernels) {
      const float x[] = {5.0f, NAN, NAN, 9.0f};
      float y = 0;
      uint8_t tap = 9;
      Scratch scratch;
      kernels.maxPool2d({x, &y, &tap, 1, 2, 2, 1, 1, 1, 2, 2, stride, stride, 0, 0, 0, 0, 1, 1}, scratch);
      CHECK(std::isnan(y));
      CHECK(tap == 2);
    });
  }
}

TEST_CASE("pooling: averages and their gradients") {
  Dice dice(42);
  for (int round = 0; round < 200; round++) {
    const MaxPool2dArgs g = randomGeometry(dice);
    const bool includePad = dice.coin();
    Floats x(imageSize(g));
    Floats y(resultSize(g));
    Floats dy(resultSize(g));
    Floats dx(imageSize(g));
    x.random(dice);
    dy.random(dice);
    Scratch scratch;
    sameEverywhere({Output::of(y), Output::of(dx)}, [&](const KernelTable& k) {
      k.avgPool2d({x.data(), y.data(), g.n, g.h, g.w, g.c, g.oh, g.ow, g.kh, g.kw, g.strideH, g.strideW, g.padTop,
                   g.padBottom, g.padLeft, g.padRight, g.dilationH, g.dilationW, includePad}, scratch);
      k.avgPool2dGrad({dy.data(), dx.data(), g.n, g.h, g.w, g.c, g.oh, g.ow, g.kh, g.kw, g.strideH, g.strideW,
                       g.padTop, g.padBottom, g.padLeft, g.padRight, g.dilationH, g.dilationW, includePad}, scratch);
    });
    std::vector<double> average(y.size(), 0.0);
    std::vector<double> gradient(x.size(), 0.0);
    forWindows(g, [&](int64_t base, int64_t i, int64_t j, size_t at) {
      const double divisor = divisorOf(g, i, j, includePad);
      for (int64_t t = 0; t < int64_t{g.kh} * g.kw; t++) {
        const int64_t pixel = pixelOf(g, i, j, t);
        if (pixel < 0) continue;
        average[at] += static_cast<double>(x[static_cast<size_t>(base + pixel)]) / divisor;
        gradient[static_cast<size_t>(base + pixel)] += static_cast<double>(dy[at]) / divisor;
      }
    });
    CHECK(errorOf(y, average) < 1e-6);
    CHECK(errorOf(dx, gradient) < 1e-6);
  }
}
