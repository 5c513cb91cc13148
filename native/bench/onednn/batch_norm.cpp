// Batch normalization in training, alone and with relu.
#include "call.h"

namespace evenkeel {

namespace {

using dnnl::batch_normalization_backward;
using dnnl::batch_normalization_forward;
using dnnl::memory;
using dnnl::normalization_flags;

constexpr float epsilon = 1e-5f;

memory::desc imagesOf(const Request& request) {
  const auto& size = request.sizes;
  const auto tag = request.way == "own" ? memory::format_tag::nChw16c : memory::format_tag::nhwc;
  return {{size.at("n"), size.at("c"), size.at("h"), size.at("w")}, memory::data_type::f32, tag};
}

normalization_flags flagsOf(const Request& request) {
  const auto plain = normalization_flags::use_scale_shift;
  return request.asksFor("relu") ? plain | normalization_flags::fuse_norm_relu : plain;
}

/** What both passes share. */
void addStatistics(Operands& operands, const batch_normalization_forward::primitive_desc& forward) {
  operands.add(DNNL_ARG_SRC, forward.src_desc());
  operands.add(DNNL_ARG_MEAN, forward.mean_desc());
  operands.add(DNNL_ARG_VARIANCE, forward.variance_desc());
  operands.add(DNNL_ARG_SCALE_SHIFT, forward.weights_desc());
  // Where relu has cut: its bytes come from the forward pass, but any will do for the time that they take.
  operands.add(DNNL_ARG_WORKSPACE, forward.workspace_desc());
}

}  // namespace

Call batchNorm(const Request& request) {
  const memory::desc images = imagesOf(request);
  const normalization_flags flags = flagsOf(request);
  const batch_normalization_forward::primitive_desc forward(
      {dnnl::prop_kind::forward_training, images, epsilon, flags}, engine());
  Operands operands;
  addStatistics(operands, forward);
  if (request.asksFor("forward")) {
    operands.add(DNNL_ARG_DST, images);
    return callOf(batch_normalization_forward(forward), operands);
  }
  const batch_normalization_backward::primitive_desc backward({dnnl::prop_kind::backward, images, images, epsilon, flags},
                                                             engine(), forward);
  operands.add(DNNL_ARG_DIFF_DST, images);
  operands.add(DNNL_ARG_DIFF_SRC, images);
  operands.add(DNNL_ARG_DIFF_SCALE_SHIFT, forward.weights_desc());
  return callOf(batch_normalization_backward(backward), operands);
}

}  // namespace evenkeel
