// Entry point of the contract's conv2dWeightGrad.
#include "core/scratch.h"
#include "core/status.h"
#include "generated/contract.gen.h"
#include "kernels/conv/depthwise.h"
#include "kernels/conv/geometry.h"
#include "kernels/conv/sum_gradients.h"
#include "kernels/conv/winograd/sum_tile_gradients.h"
#include "kernels/conv/winograd/tiling.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

void clear(float* data, int64_t count) {
  for (int64_t i = 0; i < count; i++) data[i] = 0;
}

}  // namespace

Status conv2dWeightGrad(const Conv2dWeightGradArgs& args, Scratch& scratch) {
  const Geometry g = geometryOf(args);
  if (g.outputPixels() == 0 || g.c == 0) {
    clear(args.dweight, g.taps() * g.groupC() * g.o);
    if (args.dbias != nullptr && g.outputPixels() == 0) clear(args.dbias, g.o);
  }
  if (g.outputPixels() == 0 || g.o == 0) return Status::ok();
  const WeightGradient gradient{g, args.x, args.dy, args.dweight, args.dbias};
  if (g.depthwise()) return sumDepthwiseGradients(gradient, scratch);
  const Filtering filtering = chooseWinograd(g, true);
  return filtering.m > 0 ? sumTileGradients(gradient, filtering, scratch) : sumGradients(gradient, scratch);
}

}  // namespace evenkeel::EVENKEEL_ISA
