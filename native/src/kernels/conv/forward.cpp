// Entry point of the contract's conv2d.
#include "core/scratch.h"
#include "core/status.h"
#include "generated/contract.gen.h"
#include "kernels/conv/correlate.h"
#include "kernels/conv/depthwise.h"
#include "kernels/conv/geometry.h"
#include "kernels/conv/winograd/correlate_tiles.h"
#include "kernels/conv/winograd/tiling.h"
#include "kernels/matmul/multiply.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** A convolution that sees one pixel at a time is a matrix product: [pixels, c] by [c, o]. */
Status multiplyPixels(const Conv2dArgs& args, const Geometry& g, Scratch& scratch) {
  Product product{};
  product.a = {args.x, g.c};
  product.b = {args.weight, g.o};
  product.bias = args.bias;
  product.c = args.y;
  product.cStride = g.o;
  product.m = g.outputPixels();
  product.n = g.o;
  product.k = g.c;
  product.activation =
      args.activation == Conv2dActivation::relu ? Activation::relu : Activation::none;
  return multiply(product, scratch);
}

}  // namespace

Status conv2d(const Conv2dArgs& args, Scratch& scratch) {
  const Geometry g = geometryOf(args);
  if (g.outputPixels() == 0 || g.o == 0) return Status::ok();
  if (g.pointwise()) return multiplyPixels(args, g, scratch);
  Correlation correlation{};
  correlation.shape = g;
  correlation.source = args.x;
  correlation.weights = args.weight;
  correlation.bias = args.bias;
  correlation.relu = args.activation == Conv2dActivation::relu;
  correlation.target = args.y;
  if (g.depthwise()) return correlateDepthwise(correlation, scratch);
  const Filtering filtering = chooseWinograd(g, false);
  return filtering.m > 0 ? correlateTiles(correlation, filtering, scratch) : correlate(correlation, scratch);
}

}  // namespace evenkeel::EVENKEEL_ISA
