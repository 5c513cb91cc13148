// Group normalization: a first mean, deviations from it, whose own mean mends what the first one was off by, then
// y = ((x - mean) * rstd - low * rstd) * gamma + beta.
#include "generated/contract.gen.h"
#include "group_plan.h"
#include "group_rows.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Buffers of the forward pass, gamma and beta always given. */
struct Forward {
  const float* x;
  const float* gamma;
  const float* beta;
  float* y;
  float* mean;
  float* rstd;
  float eps;
  bool center;
};

GroupMoments momentsOfRow(const Forward& f, const float* x, int64_t k) {
  const double size = static_cast<double>(k);
  const double guess = f.center ? sumOfRow(k, [&](const auto& at) { return at(x); }) / size : 0.0;
  const float rounded = static_cast<float>(guess);
  const vec middle = broadcast(rounded);
  const double squares = sumOfRow(k, [&](const auto& at) {
    const vec d = at(x) - middle;
    return d * d;
  });
  if (!f.center) return GroupMoments::of(0.0, squares / size, f.eps);
  const double off = sumOfRow(k, [&](const auto& at) { return at(x) - middle; }) / size;
  return GroupMoments::of(static_cast<double>(rounded) + off, squares / size - off * off, f.eps);
}

void normalizeRows(const Forward& f, const GroupPlan& plan) {
  parallelFor(plan.n * plan.groups, plan.size() * 8, [&](int64_t first, int64_t last, int) {
    for (int64_t group = first; group < last; group++) {
      const float* x = f.x + group * plan.k;
      const int64_t channel = group % plan.groups * plan.k;
      const float* gamma = f.gamma + channel;
      const float* beta = f.beta + channel;
      const GroupMoments moments = momentsOfRow(f, x, plan.k);
      moments.store(f.mean, f.rstd, group);
      const vec mean = broadcast(moments.mean);
      const vec scale = broadcast(moments.rstd);
      const vec shift = broadcast(-moments.low * moments.rstd);
      writeRow(plan.k, f.y + group * plan.k, [&](const auto& at) {
        return madd(madd(at(x) - mean, scale, shift), at(gamma), at(beta));
      });
    }
  });
}

/** For each example and channel: mean, scale and shift; and the sums of each chunk, [2][c]. */
struct ImageScratch {
  float* mean;
  float* scale;
  float* shift;
  float* sums;
};

template <class P>
void sumPixels(const P& panel, const float* x, const PixelChunk& chunk, int64_t c, const float* mean, float* sums) {
  constexpr int NV = P::vectors;
  vec middle[NV];
  for (int u = 0; u < NV; u++) middle[u] = panel.read(mean, u);
  FourSums<NV> plain;
  FourSums<NV> squares;
  forRowsByFour(0, chunk.rows, [&](int r, int64_t i) {
#pragma GCC unroll 4
    for (int u = 0; u < NV; u++) {
      const vec d = panel.read(x + i * c, u) - middle[u];
      plain.sums[r][u] += d;
      squares.sums[r][u] = madd(d, d, squares.sums[r][u]);
    }
  });
  for (int u = 0; u < NV; u++) {
    panel.write(sums, u, plain.total(u));
    panel.write(sums + c, u, squares.total(u));
  }
}

/** Sums of x - mean and of its square, for each chunk and channel. */
void sumChunks(const Forward& f, const GroupPlan& plan, const ImageScratch& scratch) {
  forPixelChunks(plan, 4, [&](const PixelChunk& chunk) {
    forPanels<groupVectors>(0, plan.c, [&](const auto& panel, int64_t j) {
      const float* mean = scratch.mean + chunk.example * plan.c + j;
      sumPixels(panel, f.x + chunk.begin + j, chunk, plan.c, mean, scratch.sums + 2 * chunk.index * plan.c + j);
    });
  });
}

/** A group's sum over chunks and channels; `part` 0 is that of x - mean, 1 that of its square. */
double sumOfGroup(const GroupPlan& plan, const ImageScratch& scratch, int64_t group, int part) {
  const int64_t example = group / plan.groups;
  double total = 0.0;
  for (int64_t q = example * plan.chunks; q < (example + 1) * plan.chunks; q++) {
    const float* sums = scratch.sums + (2 * q + part) * plan.c + group % plan.groups * plan.k;
    for (int64_t j = 0; j < plan.k; j++) total += static_cast<double>(sums[j]);
  }
  return total;
}

template <class Body>
void forGroupsOf(const GroupPlan& plan, const Body& body) {
  forExamples(plan, 8, [&](int64_t example) {
    for (int64_t g = 0; g < plan.groups; g++) body(example * plan.groups + g, example * plan.c + g * plan.k, g * plan.k);
  });
}

void findMoments(const Forward& f, const GroupPlan& plan, const ImageScratch& scratch) {
  for (int64_t i = 0; i < plan.n * plan.c; i++) scratch.mean[i] = 0.0f;
  const double size = plan.members();
  if (f.center) {
    sumChunks(f, plan, scratch);
    forGroupsOf(plan, [&](int64_t group, int64_t at, int64_t) {
      const float guess = static_cast<float>(sumOfGroup(plan, scratch, group, 0) / size);
      for (int64_t j = 0; j < plan.k; j++) scratch.mean[at + j] = guess;
    });
  }
  sumChunks(f, plan, scratch);
  forGroupsOf(plan, [&](int64_t group, int64_t at, int64_t channel) {
    const double off = f.center ? sumOfGroup(plan, scratch, group, 0) / size : 0.0;
    const double variance = sumOfGroup(plan, scratch, group, 1) / size - off * off;
    const GroupMoments m = GroupMoments::of(static_cast<double>(scratch.mean[at]) + off, variance, f.eps);
    m.store(f.mean, f.rstd, group);
    for (int64_t j = 0; j < plan.k; j++) {
      const float scale = m.rstd * f.gamma[channel + j];
      scratch.mean[at + j] = m.mean;
      scratch.scale[at + j] = scale;
      scratch.shift[at + j] = f.beta[channel + j] - m.low * scale;
    }
  });
}

void normalizeImages(const Forward& f, const GroupPlan& plan, const ImageScratch& scratch) {
  findMoments(f, plan, scratch);
  forPixelChunks(plan, 4, [&](const PixelChunk& chunk) {
    forPanels<groupVectors>(0, plan.c, [&](const auto& panel, int64_t j) {
      const int NV = panel.vectors;
      const int64_t at = chunk.example * plan.c + j;
      for (int64_t i = 0; i < chunk.rows; i++) {
        const int64_t element = chunk.begin + i * plan.c + j;
#pragma GCC unroll 4
        for (int u = 0; u < NV; u++) {
          const vec d = panel.read(f.x + element, u) - panel.read(scratch.mean + at, u);
          const vec y = madd(d, panel.read(scratch.scale + at, u), panel.read(scratch.shift + at, u));
          panel.write(f.y + element, u, y);
        }
      }
    });
  });
}

}  // namespace

Status groupNorm(const GroupNormArgs& args, Scratch& scratch) {
  const GroupPlan plan(args.n, args.s, args.groups, args.k);
  const size_t c = static_cast<size_t>(plan.c);
  float* spare = scratch.floats(Slot::spare, 2 * c);
  if (spare == nullptr) return Status::outOfMemory();
  const Forward f = {args.x, vectorOr(args.gamma, 1.0f, plan.c, spare), vectorOr(args.beta, 0.0f, plan.c, spare + c),
                     args.y, args.mean, args.rstd, args.eps, args.center};
  if (plan.s == 1) {
    normalizeRows(f, plan);
    return Status::ok();
  }
  const size_t each = static_cast<size_t>(plan.n) * c;
  float* memory = scratch.floats(Slot::pixels, 3 * each);
  float* sums = scratch.floats(Slot::partials, 2 * each * static_cast<size_t>(plan.chunks));
  if (memory == nullptr || sums == nullptr) return Status::outOfMemory();
  normalizeImages(f, plan, {memory, memory + each, memory + 2 * each, sums});
  return Status::ok();
}

}  // namespace evenkeel::EVENKEEL_ISA
