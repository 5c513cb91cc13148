// The product of two matrices, by rows: as a primitive and as the routine of BLAS.
#include "call.h"

namespace evenkeel {

Call product(const Request& request) {
  using dnnl::memory;
  const auto m = request.sizes.at("m"), k = request.sizes.at("k"), n = request.sizes.at("n");
  const auto matrix = [](std::int64_t rows, std::int64_t columns) {
    return memory::desc({rows, columns}, memory::data_type::f32, memory::format_tag::ab);
  };
  Operands operands;
  operands.add(DNNL_ARG_SRC, matrix(m, k));
  operands.add(DNNL_ARG_WEIGHTS, matrix(k, n));
  operands.add(DNNL_ARG_DST, matrix(m, n));
  if (request.way != "sgemm") {
    const dnnl::matmul::primitive_desc chosen({matrix(m, k), matrix(k, n), matrix(m, n)}, engine());
    return callOf(dnnl::matmul(chosen), operands);
  }
  return [operands, m, k, n] {
    const auto data = [&](int name) { return static_cast<float*>(operands.all().at(name).get_data_handle()); };
    const float* a = data(DNNL_ARG_SRC);
    const float* b = data(DNNL_ARG_WEIGHTS);
    dnnl::sgemm('N', 'N', m, n, k, 1.0f, a, k, b, n, 0.0f, data(DNNL_ARG_DST), n);
  };
}

}  // namespace evenkeel
