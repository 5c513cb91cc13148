// Gradients of group normalization. With g = gamma dy, A and B the means of g and of g * xhat over a group:
// dx = rstd (g - A) + slope (x - mean) + rest, slope = -rstd^2 B, rest = -slope low.
#include "generated/contract.gen.h"
#include "group_plan.h"
#include "group_rows.h"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Coefficients of dx in one group, from the sums of g and of g * (x - mean). */
struct GroupSlope {
  float scale;
  float slope;
  /** Mean of g, and the share of what the mean's rounding took: the first goes before all is scaled. */
  float shared;
  float rest;

  static GroupSlope of(const GroupMoments& m, double plain, double weighted, double size, bool center) {
    // A value alone is its own mean: y does not depend on it, and rounding must not say otherwise.
    if (center && size == 1.0) return {0.0f, 0.0f, 0.0f, 0.0f};
    const double rstd = m.rstd;
    const double low = m.low;
    const double product = (weighted - low * plain) * rstd;
    const double slope = -rstd * rstd * product / size;
    const double shared = center ? plain / size : 0.0;
    return {m.rstd, static_cast<float>(slope), static_cast<float>(shared), static_cast<float>(-slope * low)};
  }
  /** What is added where g is scaled at once. */
  float offset() const { return rest - scale * shared; }
};

/** Rows that share one partial sum of dgamma and dbeta. */
constexpr int64_t rowsOfChunk = 16;

/** Adds one group of a row to the sums of dy * xhat and of dy. */
void addToSums(const float* x, const float* dy, const GroupMoments& m, int64_t k, float* dgamma, float* dbeta) {
  const vec mean = broadcast(m.mean);
  const vec scale = broadcast(m.rstd);
  const vec shift = broadcast(-m.low * m.rstd);
  writeRow(k, dgamma, [&](const auto& at) {
    return madd(at(dy), madd(at(x) - mean, scale, shift), at(dgamma));
  });
  writeRow(k, dbeta, [&](const auto& at) { return at(dbeta) + at(dy); });
}

void differentiateRow(const GroupNormGradArgs& args, const float* gamma, int64_t begin, const GroupMoments& m) {
  const float* x = args.x + begin;
  const float* dy = args.dy + begin;
  const vec mean = broadcast(m.mean);
  const int64_t k = args.k;
  const double plain = sumOfRow(k, [&](const auto& at) { return at(dy) * at(gamma); });
  const double weighted = sumOfRow(k, [&](const auto& at) { return at(dy) * at(gamma) * (at(x) - mean); });
  const GroupSlope to = GroupSlope::of(m, plain, weighted, static_cast<double>(k), args.center);
  const vec scale = broadcast(to.scale);
  const vec slope = broadcast(to.slope);
  const vec shared = broadcast(to.shared);
  const vec rest = broadcast(to.rest);
  writeRow(k, args.dx + begin, [&](const auto& at) {
    return madd(at(dy) * at(gamma) - shared, scale, madd(slope, at(x) - mean, rest));
  });
}

/** dgamma and dbeta: the sums of `parts` pairs of vectors in rising order. */
template <class T>
void mergeSums(const GroupNormGradArgs& args, const T* sums, int64_t parts, int64_t c) {
  constexpr int64_t block = 64;
  parallelFor((c + block - 1) / block, parts * c * 4, [&](int64_t first, int64_t last, int) {
    const int64_t end = last * block < c ? last * block : c;
    for (int64_t j = first * block; j < end; j++) {
      double dgamma = 0.0;
      double dbeta = 0.0;
      for (int64_t q = 0; q < parts; q++) {
        dgamma += static_cast<double>(sums[2 * q * c + j]);
        dbeta += static_cast<double>(sums[(2 * q + 1) * c + j]);
      }
      if (args.dgamma) args.dgamma[j] = static_cast<float>(dgamma);
      if (args.dbeta) args.dbeta[j] = static_cast<float>(dbeta);
    }
  });
}

Status differentiateRows(const GroupNormGradArgs& args, const GroupPlan& plan, const float* gamma, Scratch& scratch) {
  const int64_t chunks = (plan.n + rowsOfChunk - 1) / rowsOfChunk;
  const int64_t c = plan.c;
  float* sums = scratch.floats(Slot::partials, static_cast<size_t>(2 * chunks * c));
  if (sums == nullptr) return Status::outOfMemory();
  const bool summing = args.dgamma || args.dbeta;
  parallelFor(chunks, plan.size() * 12, [&](int64_t first, int64_t last, int) {
    for (int64_t q = first; q < last; q++) {
      float* dgamma = sums + 2 * q * c;
      float* dbeta = dgamma + c;
      for (int64_t j = 0; j < 2 * c; j++) dgamma[j] = 0.0f;
      const int64_t end = (q + 1) * rowsOfChunk < plan.n ? (q + 1) * rowsOfChunk : plan.n;
      for (int64_t group = q * rowsOfChunk * plan.groups; group < end * plan.groups; group++) {
        const GroupMoments m = GroupMoments::read(args.mean, args.rstd, group);
        const int64_t begin = group * plan.k;
        const int64_t channel = group % plan.groups * plan.k;
        if (args.dx) differentiateRow(args, gamma + channel, begin, m);
        if (summing) addToSums(args.x + begin, args.dy + begin, m, plan.k, dgamma + channel, dbeta + channel);
      }
    }
  });
  if (summing) mergeSums(args, sums, chunks, c);
  return Status::ok();
}

/** For each example and channel: mean, and the coefficients of dx; the sums of each chunk, [2][c]. */
struct ImageScratch {
  float* mean;
  float* scale;
  float* slope;
  float* offset;
  float* sums;
  /** Sums of dy * xhat and of dy of each example, [2][c]. */
  double* examples;
};

template <class P>
void sumPixels(const P& panel, const GroupNormGradArgs& args, const PixelChunk& chunk, int64_t j, int64_t c,
               const float* mean, float* sums) {
  constexpr int NV = P::vectors;
  FourSums<NV> plain;
  FourSums<NV> weighted;
  const float* x = args.x + chunk.begin + j;
  const float* dy = args.dy + chunk.begin + j;
  forRowsByFour(0, chunk.rows, [&](int r, int64_t i) {
#pragma GCC unroll 4
    for (int u = 0; u < NV; u++) {
      const vec g = panel.read(dy + i * c, u);
      plain.sums[r][u] += g;
      weighted.sums[r][u] = madd(g, panel.read(x + i * c, u) - panel.read(mean, u), weighted.sums[r][u]);
    }
  });
  for (int u = 0; u < NV; u++) {
    panel.write(sums, u, weighted.total(u));
    panel.write(sums + c, u, plain.total(u));
  }
}

void sumChunks(const GroupNormGradArgs& args, const GroupPlan& plan, const ImageScratch& scratch) {
  forExamples(plan, 2, [&](int64_t example) {
    for (int64_t j = 0; j < plan.c; j++) {
      scratch.mean[example * plan.c + j] = args.mean[2 * (example * plan.groups + j / plan.k)];
    }
  });
  forPixelChunks(plan, 5, [&](const PixelChunk& chunk) {
    forPanels<groupVectors>(0, plan.c, [&](const auto& panel, int64_t j) {
      const float* mean = scratch.mean + chunk.example * plan.c + j;
      sumPixels(panel, args, chunk, j, plan.c, mean, scratch.sums + 2 * chunk.index * plan.c + j);
    });
  });
}

/** The sums of one example, in double: dy * (x - mean) becomes dy * xhat once the group has used it. */
void foldExample(const GroupNormGradArgs& args, const GroupPlan& plan, const float* gamma,
                 const ImageScratch& scratch, int64_t example) {
  const int64_t c = plan.c;
  double* weighted = scratch.examples + 2 * example * c;
  double* plain = weighted + c;
  for (int64_t j = 0; j < 2 * c; j++) weighted[j] = 0.0;
  for (int64_t q = example * plan.chunks; q < (example + 1) * plan.chunks; q++) {
    for (int64_t j = 0; j < 2 * c; j++) weighted[j] += static_cast<double>(scratch.sums[2 * q * c + j]);
  }
  for (int64_t g = 0; g < plan.groups; g++) {
    const GroupMoments m = GroupMoments::read(args.mean, args.rstd, example * plan.groups + g);
    double all = 0.0;
    double product = 0.0;
    for (int64_t j = g * plan.k; j < (g + 1) * plan.k; j++) {
      all += plain[j] * static_cast<double>(gamma[j]);
      product += weighted[j] * static_cast<double>(gamma[j]);
    }
    const GroupSlope to = GroupSlope::of(m, all, product, plan.members(), args.center);
    for (int64_t j = g * plan.k; j < (g + 1) * plan.k; j++) {
      weighted[j] = (weighted[j] - static_cast<double>(m.low) * plain[j]) * static_cast<double>(m.rstd);
      scratch.scale[example * c + j] = to.scale * gamma[j];
      scratch.slope[example * c + j] = to.slope;
      scratch.offset[example * c + j] = to.offset();
    }
  }
}

void writeImages(const GroupNormGradArgs& args, const GroupPlan& plan, const ImageScratch& scratch) {
  forPixelChunks(plan, 6, [&](const PixelChunk& chunk) {
    forPanels<groupVectors>(0, plan.c, [&](const auto& panel, int64_t j) {
      const int NV = panel.vectors;
      const int64_t at = chunk.example * plan.c + j;
      for (int64_t i = 0; i < chunk.rows; i++) {
        const int64_t element = chunk.begin + i * plan.c + j;
#pragma GCC unroll 4
        for (int u = 0; u < NV; u++) {
          const vec d = panel.read(args.x + element, u) - panel.read(scratch.mean + at, u);
          const vec rest = madd(panel.read(scratch.slope + at, u), d, panel.read(scratch.offset + at, u));
          panel.write(args.dx + element, u, madd(panel.read(scratch.scale + at, u), panel.read(args.dy + element, u), rest));
        }
      }
    });
  });
}

Status differentiateImages(const GroupNormGradArgs& args, const GroupPlan& plan, const float* gamma,
                           Scratch& scratch) {
  const size_t each = static_cast<size_t>(plan.n * plan.c);
  float* memory = scratch.floats(Slot::pixels, 4 * each);
  float* sums = scratch.floats(Slot::partials, 2 * each * static_cast<size_t>(plan.chunks));
  double* examples = scratch.doubles(Slot::transform, 2 * each);
  if (memory == nullptr || sums == nullptr || examples == nullptr) return Status::outOfMemory();
  const ImageScratch use = {memory, memory + each, memory + 2 * each, memory + 3 * each, sums, examples};
  sumChunks(args, plan, use);
  forExamples(plan, 8, [&](int64_t example) { foldExample(args, plan, gamma, use, example); });
  if (args.dx) writeImages(args, plan, use);
  if (args.dgamma || args.dbeta) mergeSums(args, examples, plan.n, plan.c);
  return Status::ok();
}

}  // namespace

Status groupNormGrad(const GroupNormGradArgs& args, Scratch& scratch) {
  const GroupPlan plan(args.n, args.s, args.groups, args.k);
  float* spare = scratch.floats(Slot::spare, static_cast<size_t>(plan.c));
  if (spare == nullptr) return Status::outOfMemory();
  const float* gamma = vectorOr(args.gamma, 1.0f, plan.c, spare);
  return plan.s == 1 ? differentiateRows(args, plan, gamma, scratch) : differentiateImages(args, plan, gamma, scratch);
}

}  // namespace evenkeel::EVENKEEL_ISA
