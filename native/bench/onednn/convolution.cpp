// Convolution: forward with bias, gradient of the input, gradients of weights and bias. Weights are always in the layout
// that oneDNN prefers, which it never has to convert; a net would have to after each step.
#include "call.h"

namespace evenkeel {

namespace {

using dnnl::memory;

/** All three primitives agree on these. */
struct Plan {
  memory::desc x, weights, bias, y;
  memory::dims stride, padding;
};

Plan planOf(const Request& request) {
  const auto& size = request.sizes;
  const auto n = size.at("n"), h = size.at("h"), w = size.at("w"), c = size.at("c"), k = size.at("k");
  const auto r = size.at("r"), stride = size.at("stride"), pad = size.at("pad");
  const auto out = [&](std::int64_t side) { return (side + 2 * pad - r) / stride + 1; };
  const auto images = request.way == "own" ? memory::format_tag::any : memory::format_tag::nhwc;
  const auto real = memory::data_type::f32;
  return {{{n, c, h, w}, real, images},
          {{k, c, r, r}, real, memory::format_tag::any},
          {{k}, real, memory::format_tag::x},
          {{n, k, out(h), out(w)}, real, images},
          {stride, stride},
          {pad, pad}};
}

constexpr auto direct = dnnl::algorithm::convolution_direct;

dnnl::convolution_forward::primitive_desc forwardOf(const Plan& p) {
  const auto training = dnnl::prop_kind::forward_training;
  return {{training, direct, p.x, p.weights, p.bias, p.y, p.stride, p.padding, p.padding}, engine()};
}

Call forward(const Plan& plan) {
  const auto chosen = forwardOf(plan);
  Operands operands;
  operands.add(DNNL_ARG_SRC, chosen.src_desc());
  operands.add(DNNL_ARG_WEIGHTS, chosen.weights_desc());
  operands.add(DNNL_ARG_BIAS, chosen.bias_desc());
  operands.add(DNNL_ARG_DST, chosen.dst_desc());
  return callOf(dnnl::convolution_forward(chosen), operands);
}

Call inputGradient(const Plan& p) {
  const dnnl::convolution_backward_data::primitive_desc chosen(
      {direct, p.x, p.weights, p.y, p.stride, p.padding, p.padding}, engine(), forwardOf(p));
  Operands operands;
  operands.add(DNNL_ARG_DIFF_SRC, chosen.diff_src_desc());
  operands.add(DNNL_ARG_WEIGHTS, chosen.weights_desc());
  operands.add(DNNL_ARG_DIFF_DST, chosen.diff_dst_desc());
  return callOf(dnnl::convolution_backward_data(chosen), operands);
}

Call weightGradient(const Plan& p) {
  const dnnl::convolution_backward_weights::primitive_desc chosen(
      {direct, p.x, p.weights, p.bias, p.y, p.stride, p.padding, p.padding}, engine(), forwardOf(p));
  Operands operands;
  operands.add(DNNL_ARG_SRC, chosen.src_desc());
  operands.add(DNNL_ARG_DIFF_WEIGHTS, chosen.diff_weights_desc());
  operands.add(DNNL_ARG_DIFF_BIAS, chosen.diff_bias_desc());
  operands.add(DNNL_ARG_DIFF_DST, chosen.diff_dst_desc());
  return callOf(dnnl::convolution_backward_weights(chosen), operands);
}

}  // namespace

Call convolution(const Request& request) {
  const Plan plan = planOf(request);
  if (request.asksFor("input gradient")) return inputGradient(plan);
  return request.asksFor("weight gradient") ? weightGradient(plan) : forward(plan);
}

}  // namespace evenkeel
