// See loops.h. Compiled once for each instruction set.
#include "loops.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define EVENKEEL_TEXT_(name) #name
#define EVENKEEL_TEXT(name) EVENKEEL_TEXT_(name)

namespace evenkeel::EVENKEEL_ISA {
namespace {

#if defined(__AVX512F__)
constexpr int width = 16;
#elif defined(__AVX2__)
constexpr int width = 8;
#else
constexpr int width = 4;
#endif

typedef float vec __attribute__((vector_size(width * 4)));
typedef float vecInMemory __attribute__((vector_size(width * 4), aligned(4), may_alias));

/** Enough sums to keep two units of four cycles busy, few enough for 16 registers. */
constexpr int sums = 12;

float fma(int64_t rounds) {
  vec sum[sums];
  for (int i = 0; i < sums; i++) sum[i] = vec{} + static_cast<float>(i);
  // Values that neither overflow nor become subnormal, and that the compiler does not know.
  volatile float factor = 0.999f;
  volatile float term = 0.5f;
  const vec a = vec{} + factor;
  const vec b = vec{} + term;
  for (int64_t round = 0; round < rounds; round++) {
#pragma GCC unroll 12
    for (int i = 0; i < sums; i++) sum[i] = sum[i] * a + b;
  }
  vec total{};
  for (int i = 0; i < sums; i++) total += sum[i];
  float result = 0;
  for (int i = 0; i < width; i++) result += total[i];
  return result;
}

float read(const float* from, size_t count) {
  constexpr int parts = 8;
  vec sum[parts] = {};
  for (size_t i = 0; i < count; i += parts * width) {
#pragma GCC unroll 8
    for (int k = 0; k < parts; k++) sum[k] += *(const vecInMemory*)(from + i + k * width);
  }
  vec total{};
  for (int k = 0; k < parts; k++) total += sum[k];
  return total[0];
}

void copy(const float* from, float* to, size_t count) {
  for (size_t i = 0; i < count; i += width) {
    *(vecInMemory*)(to + i) = *(const vecInMemory*)(from + i);
    // Keeps the compiler from calling memcpy, which chooses its own stores.
    asm volatile("" ::: "memory");
  }
}

#if defined(__x86_64__)
void stream(const float* from, float* to, size_t count) {
  for (size_t i = 0; i < count; i += width) {
#if defined(__AVX512F__)
    _mm512_stream_ps(to + i, _mm512_loadu_ps(from + i));
#elif defined(__AVX2__)
    _mm256_stream_ps(to + i, _mm256_loadu_ps(from + i));
#else
    _mm_stream_ps(to + i, _mm_loadu_ps(from + i));
#endif
  }
  _mm_sfence();
}
#else
constexpr void (*stream)(const float*, float*, size_t) = nullptr;
#endif

}  // namespace

extern const Loops loops;
const Loops loops = {EVENKEEL_TEXT(EVENKEEL_ISA), fma, int64_t{2} * sums * width, read, copy, stream};

}  // namespace evenkeel::EVENKEEL_ISA
