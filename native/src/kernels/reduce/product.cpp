#include "product.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Factors or columns that are multiplied side by side. */
constexpr int64_t lanes = 16;

float productOfRow(const float* x, int64_t n) {
  double product[lanes];
  for (int64_t lane = 0; lane < lanes; lane++) product[lane] = 1.0;
  int64_t k = 0;
  for (; k + lanes <= n; k += lanes) {
    for (int64_t lane = 0; lane < lanes; lane++) product[lane] *= x[k + lane];
  }
  for (; k < n; k++) product[k % lanes] *= x[k];
  for (int64_t width = lanes / 2; width > 0; width /= 2) {
    for (int64_t lane = 0; lane < width; lane++) product[lane] *= product[lane + width];
  }
  return static_cast<float>(product[0]);
}

void productOfColumns(const ReduceArgs& args, int64_t outer, int64_t column) {
  const int64_t left = args.inner - column;
  const int64_t columns = left < lanes ? left : lanes;
  const float* x = args.x + outer * args.n * args.inner + column;
  double product[lanes];
  for (int64_t j = 0; j < columns; j++) product[j] = 1.0;
  for (int64_t k = 0; k < args.n; k++, x += args.inner) {
    for (int64_t j = 0; j < columns; j++) product[j] *= x[j];
  }
  float* y = args.y + outer * args.inner + column;
  for (int64_t j = 0; j < columns; j++) y[j] = static_cast<float>(product[j]);
}

}  // namespace

void reduceProduct(const ReduceArgs& args) {
  const int64_t n = args.n;
  const int64_t blocks = (args.inner + lanes - 1) / lanes;
  parallelFor(args.outer * blocks, args.outer * n * args.inner, [&](int64_t first, int64_t last, int) {
    for (int64_t task = first; task < last; task++) {
      if (args.inner == 1) {
        args.y[task] = productOfRow(args.x + task * n, n);
      } else {
        productOfColumns(args, task / blocks, task % blocks * lanes);
      }
    }
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
