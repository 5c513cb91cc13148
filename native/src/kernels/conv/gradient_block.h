// One block of pixels of the weight gradient: packs its output gradients and adds its sums, panel by panel.
#pragma once

#include <stdint.h>

#include "kernels/conv/blocking.h"
#include "kernels/conv/gradient_plan.h"
#include "kernels/conv/stage.h"
#include "kernels/conv/sum_gradients.h"
#include "kernels/conv/window.h"

namespace evenkeel::EVENKEEL_ISA {

/** Everything that the threads share. */
struct GradientJob {
  const WeightGradient& gradient;
  const GradientPlan& plan;
  const Staging& staging;
  Window rows;
  Window columns;

  const Geometry& shape() const { return gradient.shape; }
  int64_t weightRows() const { return shape().taps() * shape().groupC(); }
  int64_t panels() const { return shape().groups * ceilDivide(shape().groupO(), channelPanel); }
};

/** Images and output rows that are summed while their gradients are in cache. */
struct GradientBlock {
  int64_t image;
  int64_t images;
  int64_t rowBegin;
  int64_t rowEnd;

  int64_t rows() const { return rowEnd - rowBegin; }
};

/** A panel of output channels: where it begins in dy, in a row of sums and in the packed gradients. */
struct GradientPanel {
  int64_t group;
  int64_t channel;
  int64_t channels;
  int64_t width;
  int64_t column;
};

/** Memory that the next block will read, fetched while this one is summed. */
class Ahead {
 public:
  /**
   * Gradients and inputs of the block behind `block`. Inputs that are staged are those of the next images: `block` is
   * part `part` of the images in `staged`, and fetches as large a part.
   */
  Ahead(const GradientJob& job, const GradientBlock& block, const StageBlock& staged, int64_t part);

  /** The next `count` lines of 16 floats, or nullptr when all have been taken. */
  const float* take(int64_t count);

 private:
  struct Lines {
    const float* at;
    int64_t count;
  };
  Lines inputs_{};
  Lines gradients_{};
};

/** Where a block finds its data and puts its sums. */
struct GradientWork {
  Source source;
  /** Room for the packed gradients of one panel. */
  float* packed;
  /** Sums of the chunk: [kh, kw, c / groups, stride] and [stride], or nullptr. */
  float* sums;
  float* biasSums;
};

GradientPanel gradientPanelAt(const GradientJob& job, int64_t index);

/** Adds the sums of a block for one panel of output channels. */
void sumBlock(const GradientJob& job, const GradientBlock& block, const GradientPanel& panel,
              const GradientWork& work, Ahead& ahead);

}  // namespace evenkeel::EVENKEEL_ISA
