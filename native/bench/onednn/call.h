// One call of oneDNN that the peer times, and the memory that it needs.
#pragma once

#include <dnnl.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace evenkeel {

/** A line that asks for samples, as test/bench/onednn.ts writes it. */
struct Request {
  /** Such as "conv input gradient". */
  std::string op;
  /** nhwc, own (what oneDNN prefers) or, for matrix products, sgemm. */
  std::string way;
  int threads;
  double seconds;
  std::size_t fewest;
  std::map<std::string, std::int64_t> sizes;

  bool asksFor(const char* word) const { return op.find(word) != std::string::npos; }
};

/** What the peer cannot do. */
struct CannotDo : std::runtime_error {
  using std::runtime_error::runtime_error;
};

dnnl::engine& engine();
dnnl::stream& stream();

/** The operands of a primitive, on huge pages as ours are. */
class Operands {
 public:
  /** Adds memory of this form, filled with numbers between -1 and 1, unless the form is empty. */
  dnnl::memory add(int argument, const dnnl::memory::desc& form);

  const std::unordered_map<int, dnnl::memory>& all() const { return memories_; }

 private:
  std::unordered_map<int, dnnl::memory> memories_;
  std::vector<std::shared_ptr<float>> blocks_;
};

using Call = std::function<void()>;

/** Each makes the call that is asked for, to be repeated. */
Call convolution(const Request& request);
Call batchNorm(const Request& request);
Call product(const Request& request);

/** The call of a primitive. */
Call callOf(const dnnl::primitive& primitive, const Operands& operands);

}  // namespace evenkeel
