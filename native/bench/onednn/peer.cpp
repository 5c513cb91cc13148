// evenkeel_onednn: times calls of oneDNN on request, so that `pnpm bench` can let it take turns.
//
// The first line that it prints is {"version": ...}. It reads requests of one line, whose fields are parted by tabs:
//   OP  WAY  THREADS  SECONDS  FEWEST  NAME=VALUE...
// and answers each with {"samples": [seconds of one call, ...]} or {"error": "..."}.
#include <omp.h>

#include <cstdio>
#include <iostream>
#include <sstream>

#include "samples.h"

using namespace evenkeel;

static Request requestOf(const std::string& line) {
  std::istringstream words(line);
  const auto next = [&] {
    std::string word;
    if (!std::getline(words, word, '\t')) throw CannotDo("a request must have at least 5 fields");
    return word;
  };
  Request request{next(), next(), std::stoi(next()), std::stod(next()), std::stoul(next()), {}};
  for (std::string word; std::getline(words, word, '\t');) {
    const std::size_t sign = word.find('=');
    if (sign == std::string::npos) throw CannotDo("a size must be NAME=VALUE, got " + word);
    request.sizes[word.substr(0, sign)] = std::stoll(word.substr(sign + 1));
  }
  return request;
}

static Call prepare(const Request& request) {
  if (request.op.rfind("conv", 0) == 0) return convolution(request);
  if (request.op.rfind("batch norm", 0) == 0) return batchNorm(request);
  if (request.op.rfind("matmul", 0) == 0) return product(request);
  throw CannotDo("it has no call for this op");
}

/** The ways of one case, which stay for its next round; those of the case before it go. */
class Prepared {
 public:
  const Call& of(const Request& request) {
    std::ostringstream name;
    name << request.op << request.threads;
    for (const auto& [size, value] : request.sizes) name << size << value;
    if (case_ != name.str()) calls_.clear();
    case_ = name.str();
    const auto found = calls_.find(request.way);
    return found != calls_.end() ? found->second : calls_.emplace(request.way, prepare(request)).first->second;
  }

 private:
  std::string case_;
  std::map<std::string, Call> calls_;
};

static void printSamples(const std::vector<double>& samples) {
  std::printf("{\"samples\":[");
  for (std::size_t i = 0; i < samples.size(); i++) std::printf("%s%.9g", i == 0 ? "" : ",", samples[i]);
  std::puts("]}");
}

int main() {
  const dnnl_version_t* version = dnnl_version();
  std::printf("{\"version\":\"%d.%d.%d\"}\n", version->major, version->minor, version->patch);
  std::fflush(stdout);
  Prepared prepared;
  for (std::string line; std::getline(std::cin, line);) {
    try {
      const Request request = requestOf(line);
      omp_set_num_threads(request.threads);
      printSamples(takeSamples(prepared.of(request), request.seconds, request.fewest));
    } catch (const std::exception& error) {
      std::printf("{\"error\":\"%s\"}\n", error.what());
    }
    std::fflush(stdout);
  }
  return 0;
}
