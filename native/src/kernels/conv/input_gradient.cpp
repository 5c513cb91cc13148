// Entry point of the contract's conv2dInputGrad.
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

/** [pixels, o] by the transpose of [c, o]. */
Status multiplyPixels(const Conv2dInputGradArgs& args, const Geometry& g, Scratch& scratch) {
  Product product{};
  product.a = {args.dy, g.o};
  product.b = {args.weight, g.o};
  product.transposeB = true;
  product.c = args.dx;
  product.cStride = g.c;
  product.m = g.inputPixels();
  product.n = g.c;
  product.k = g.o;
  return multiply(product, scratch);
}

}  // namespace

Status conv2dInputGrad(const Conv2dInputGradArgs& args, Scratch& scratch) {
  const Geometry g = geometryOf(args);
  if (g.inputPixels() == 0 || g.c == 0) return Status::ok();
  if (g.pointwise()) return multiplyPixels(args, g, scratch);
  Correlation correlation{};
  correlation.shape = g;
  correlation.gradient = true;
  correlation.source = args.dy;
  correlation.weights = args.weight;
  correlation.target = args.dx;
  if (g.depthwise()) return correlateDepthwise(correlation, scratch);
  const Filtering filtering = chooseWinograd(g, false);
  return filtering.m > 0 ? correlateTiles(correlation, filtering, scratch) : correlate(correlation, scratch);
}

}  // namespace evenkeel::EVENKEEL_ISA
