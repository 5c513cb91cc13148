// The matrix product against plain loops in double, on every instruction set: values, bits and bounds.
#include "kernel_runs.h"

#include <doctest/doctest.h>

using namespace evenkeel;

namespace {

double activate(MatmulActivation activation, double x) {
  switch (activation) {
    case MatmulActivation::relu: return x > 0 ? x : 0;
    case MatmulActivation::sigmoid: return 1 / (1 + std::exp(-x));
    case MatmulActivation::tanh: return std::tanh(x);
    default: return x;
  }
}

/** Element (q, row, term) of a, or (q, term, column) of b. */
double at(const float* data, int64_t place, int32_t rows, int32_t columns, bool transposed,
          int64_t row, int64_t column) {
  const int64_t inside = transposed ? column * rows + row : row * columns + column;
  return static_cast<double>(data[place * rows * columns + inside]);
}

std::vector<double> expected(const MatmulArgs& m) {
  std::vector<double> c;
  for (int64_t q = 0; q < m.batch; q++) {
    const int64_t aPlace = m.aBatch == m.batch ? q : 0;
    const int64_t bPlace = m.bBatch == m.batch ? q : 0;
    for (int64_t i = 0; i < m.m; i++) {
      for (int64_t j = 0; j < m.n; j++) {
        double sum = 0;
        for (int64_t l = 0; l < m.k; l++) {
          sum += at(m.a, aPlace, m.m, m.k, m.transposeA, i, l) *
                 at(m.b, bPlace, m.k, m.n, m.transposeB, l, j);
        }
        if (m.bias != nullptr) sum += static_cast<double>(m.bias[j]);
        c.push_back(activate(m.activation, sum));
      }
    }
  }
  return c;
}

/** Runs one product everywhere; a, b and bias are filled with random numbers. */
void check(MatmulArgs m, bool withBias, Dice& dice) {
  CAPTURE(m.batch);
  CAPTURE(m.m);
  CAPTURE(m.n);
  CAPTURE(m.k);
  CAPTURE(m.transposeA);
  CAPTURE(m.transposeB);
  Floats a(int64_t{m.aBatch} * m.m * m.k);
  Floats b(int64_t{m.bBatch} * m.k * m.n);
  Floats bias(m.n);
  Floats first(int64_t{m.batch} * m.m * m.n);
  Floats other(int64_t{m.batch} * m.m * m.n);
  a.random(dice);
  b.random(dice);
  bias.random(dice);
  m.a = a.data();
  m.b = b.data();
  m.bias = withBias ? bias.data() : nullptr;
  const std::vector<double> wanted = expected(m);
  Scratch scratch;
  bool compared = false;
  runEverywhere([&](const KernelTable& kernels) {
    Floats& c = compared ? other : first;
    c.fill(NAN);
    m.c = c.data();
    REQUIRE(kernels.matmul(m, scratch).kind == Status::Kind::ok);
    if (compared) CHECK(other.sameBits(first));
    else CHECK(errorOf(first, wanted) < 2e-6);
    compared = true;
  });
}

MatmulArgs product(int32_t m, int32_t n, int32_t k) {
  MatmulArgs args{};
  args.batch = args.aBatch = args.bBatch = 1;
  args.m = m;
  args.n = n;
  args.k = k;
  return args;
}

}  // namespace

TEST_CASE("matmul: random shapes, transposes, batches and activations") {
  Dice dice(1);
  for (int i = 0; i < 120; i++) {
    MatmulArgs m = product(dice.roll(0, 40), dice.roll(0, 70), dice.roll(0, 60));
    m.batch = dice.roll(0, 3);
    m.aBatch = dice.coin() ? m.batch : 1;
    m.bBatch = dice.coin() ? m.batch : 1;
    m.transposeA = dice.coin();
    m.transposeB = dice.coin();
    m.activation = static_cast<MatmulActivation>(dice.roll(0, 3));
    check(m, dice.coin(), dice);
  }
}

TEST_CASE("matmul: depth and rows beyond one block") {
  Dice dice(2);
  for (int transposes = 0; transposes < 4; transposes++) {
    MatmulArgs m = product(241, 203, 530);
    m.transposeA = (transposes & 1) != 0;
    m.transposeB = (transposes & 2) != 0;
    check(m, true, dice);
  }
  check(product(3, 5, 3000), false, dice);
  check(product(1, 300, 7), false, dice);
  check(product(300, 1, 7), false, dice);
}

TEST_CASE("matmul: without terms the bias is left") {
  Dice dice(3);
  MatmulArgs m = product(5, 21, 0);
  check(m, true, dice);
  check(m, false, dice);
  m.activation = MatmulActivation::sigmoid;
  check(m, true, dice);
}

TEST_CASE("matmul: relu keeps what is not a number") {
  Scratch scratch;
  runEverywhere([&](const KernelTable& kernels) {
    const float a[2] = {NAN, -1};
    const float b[1] = {1};
    float c[2] = {7, 7};
    MatmulArgs m = product(2, 1, 1);
    m.activation = MatmulActivation::relu;
    m.a = a;
    m.b = b;
    m.c = c;
    REQUIRE(kernels.matmul(m, scratch).kind == Status::Kind::ok);
    CHECK(std::isnan(c[0]));
    CHECK(c[1] == 0);
  });
}
