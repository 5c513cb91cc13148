#include "call.h"

#include <cstdlib>
#include <new>

namespace evenkeel {

dnnl::engine& engine() {
  static dnnl::engine cpu(dnnl::engine::kind::cpu, 0);
  return cpu;
}

dnnl::stream& stream() {
  static dnnl::stream only(engine());
  return only;
}

dnnl::memory Operands::add(int argument, const dnnl::memory::desc& form) {
  constexpr std::size_t hugePage = std::size_t{2} << 20;
  const std::size_t bytes = form.get_size();
  if (bytes == 0) return {};
  const std::size_t whole = (bytes + hugePage - 1) / hugePage * hugePage;
  float* data = static_cast<float*>(std::aligned_alloc(hugePage, whole));
  if (data == nullptr) throw std::bad_alloc();
  blocks_.emplace_back(data, &std::free);
  std::uint32_t seed = 1;
  for (std::size_t i = 0; i < bytes / sizeof(float); i++) {
    seed = seed * 1664525u + 1013904223u;
    data[i] = static_cast<float>(static_cast<int>((seed >> 8) % 2001) - 1000) * 1e-3f;
  }
  return memories_[argument] = dnnl::memory(form, engine(), data);
}

Call callOf(const dnnl::primitive& primitive, const Operands& operands) {
  return [primitive, operands] {
    primitive.execute(stream(), operands.all());
    stream().wait();
  };
}

}  // namespace evenkeel
