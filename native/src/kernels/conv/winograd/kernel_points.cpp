#include "kernels/conv/winograd/kernel_points.h"

#include "core/threads.h"
#include "kernels/conv/winograd/tiles.h"
#include "kernels/conv/winograd/transforms.h"

namespace evenkeel::EVENKEEL_ISA {

namespace {

/** Transforms one vector of each of the taps, `tapStep` apart, to the points, `pointStep` apart. */
template <class Maps>
EVENKEEL_INLINE void transformVector(const float* from, int64_t tapStep, float* to,
                                     int64_t pointStep) {
  constexpr int size = Maps::points;
  constexpr int kernel = Maps::taps;
  vec taps[kernel][kernel];
  vec points[size][size];
  EVENKEEL_UNROLL for (int t = 0; t < kernel * kernel; t++) {
    taps[t / kernel][t % kernel] = load(from + t * tapStep);
  }
  transformSquare(taps, points, [](const auto& a, auto& b) { Maps::kernel(a, b); });
  EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) {
    store(to + p * pointStep, points[p / size][p % size]);
  }
}

template <class Maps>
void transformRows(const Correlation& c, const WeightPanels& packed, int64_t begin, int64_t end,
                   float* points, int64_t pointStep) {
  for (int64_t i = begin; i < end; i++) {
    const Panel panel = panelAt(c, i / c.groupIn());
    const int64_t row = i % c.groupIn() * panel.width;
    const float* from = packed.data + panel.channel * c.groupIn() * c.shape.taps() + row;
    float* to = points + panel.channel * c.groupIn() + row;
    for (int64_t j = 0; j < panel.width; j += VW) {
      transformVector<Maps>(from + j, c.groupIn() * panel.width, to + j, pointStep);
    }
  }
}

}  // namespace

KernelPoints transformKernel(const Correlation& c, const WeightPanels& packed,
                             const Filtering& filtering, Scratch& scratch) {
  const int64_t count = filtering.points();
  // A line of the cache more keeps the points of one channel out of each other's way.
  const int64_t pointStep = c.groupIn() * packed.groupWidth + 16;
  float* points = scratch.floats(Slot::packedLeft, static_cast<size_t>(count * pointStep));
  if (points == nullptr) return {nullptr, 0};
  const int64_t rows = c.panels() * c.groupIn();
  parallelFor(rows, 4 * count * pointStep, [&](int64_t begin, int64_t end, int) {
    withMaps(filtering, [&](auto maps) {
      transformRows<decltype(maps)>(c, packed, begin, end, points, pointStep);
    });
  });
  return {points, pointStep};
}

}  // namespace evenkeel::EVENKEEL_ISA
