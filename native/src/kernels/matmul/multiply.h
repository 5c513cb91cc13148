// The blocked matrix product that matmul and pointwise convolutions share.
#pragma once

#include <stdint.h>

#include "core/scratch.h"
#include "core/status.h"
#include "kernels/matmul/matrix.h"

namespace evenkeel::EVENKEEL_ISA {

enum class Activation { none, relu, sigmoid, tanh };

/** c = activation(op(a) op(b) + bias) with c [m, n]; a [m, k] or, transposed, [k, m]; b [k, n] or [n, k]. */
struct Product {
  Matrix a;
  Matrix b;
  /** [n], or nullptr. */
  const float* bias;
  float* c;
  int64_t cStride;
  int64_t m;
  int64_t n;
  int64_t k;
  bool transposeA;
  bool transposeB;
  Activation activation;
};

/** Distances between the matrices of a batch; 0 for an operand that all share. */
struct BatchStrides {
  int64_t a;
  int64_t b;
  int64_t c;
};

/** Computes one product on all threads. Uses the slots packedLeft and packedRight. */
Status multiply(const Product& product, Scratch& scratch);

/** Computes `count` products of one shape. Uses the same slots. */
Status multiplyBatch(const Product& first, int64_t count, const BatchStrides& strides,
                     Scratch& scratch);

}  // namespace evenkeel::EVENKEEL_ISA
