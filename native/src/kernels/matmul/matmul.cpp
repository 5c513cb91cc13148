// Entry point of the contract's matmul: turns a frame into products.
#include "core/scratch.h"
#include "core/status.h"
#include "generated/contract.gen.h"
#include "kernels/matmul/multiply.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

Activation activationOf(MatmulActivation choice) {
  switch (choice) {
    case MatmulActivation::relu: return Activation::relu;
    case MatmulActivation::sigmoid: return Activation::sigmoid;
    case MatmulActivation::tanh: return Activation::tanh;
    default: return Activation::none;
  }
}

}  // namespace

Status matmul(const MatmulArgs& args, Scratch& scratch) {
  Product product{};
  product.m = args.m;
  product.n = args.n;
  product.k = args.k;
  product.a = {args.a, args.transposeA ? product.m : product.k};
  product.b = {args.b, args.transposeB ? product.k : product.n};
  product.bias = args.bias;
  product.c = args.c;
  product.cStride = product.n;
  product.transposeA = args.transposeA;
  product.transposeB = args.transposeB;
  product.activation = activationOf(args.activation);
  if (args.batch == 1) return multiply(product, scratch);

  const bool ownB = args.bBatch == args.batch;
  if (!ownB && args.aBatch == args.batch && !args.transposeA) {
    // The rows of all matrices, one after another, are the rows of one tall matrix.
    product.m *= args.batch;
    return multiply(product, scratch);
  }
  const BatchStrides strides{args.aBatch == args.batch ? product.m * product.k : 0,
                             ownB ? product.k * product.n : 0, product.m * product.n};
  return multiplyBatch(product, args.batch, strides, scratch);
}

}  // namespace evenkeel::EVENKEEL_ISA
