// Moves output gradients into the transformed domain, and sums of products back to weight gradients.
#pragma once

#include <stdint.h>

#include "kernels/conv/winograd/tiles.h"
#include "kernels/conv/winograd/transforms.h"

namespace evenkeel::EVENKEEL_ISA {

/** Images of gradients [height, width, channels]. */
struct GradientImages {
  const float* data;
  int64_t height;
  int64_t width;
  int64_t channels;
};

/** Some channels of a panel: where they begin in the images, and how many there are. */
struct PanelChannels {
  int64_t begin;
  int64_t count;
};

/** Transforms the gradients of each tile, zero beyond the image, for one panel; points.width floats a tile. */
template <int m>
void transformGradients(const TileRange& range, const GradientImages& images,
                        const PanelChannels& panel, const Points& points) {
  constexpr int size = Winograd<m>::tile;
  const int64_t rowStep = images.width * images.channels;
  for (int64_t t = range.begin; t < range.end; t++) {
    const TilePlace place = placeOf(range, t);
    const int64_t row = place.row * m;
    const int64_t column = place.column * m;
    const float* corner = images.data + (place.image * images.height + row) * rowStep +
                          column * images.channels + panel.begin;
    float* to = points.data + (t - range.begin) * points.width;
    for (int64_t c = 0; c < points.width; c += VW) {
      const int lanes = static_cast<int>(smaller(VW, panel.count - c));
      vec square[m][m];
      vec result[size][size];
      EVENKEEL_UNROLL for (int i = 0; i < m; i++) {
        EVENKEEL_UNROLL for (int j = 0; j < m; j++) {
          const float* from = corner + i * rowStep + j * images.channels + c;
          const bool inside = row + i < images.height && column + j < images.width;
          if (!inside) square[i][j] = vec{};
          else if (lanes == VW) square[i][j] = load(from);
          else square[i][j] = loadPart(from, lanes);
        }
      }
      transformSquare(square, result,
                      [](const auto& a, auto& b) { Winograd<m>::outputGradient(a, b); });
      EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) {
        store(to + p * points.pointStep + c, result[p / size][p % size]);
      }
    }
  }
}

/** Nine taps of one vector of weight gradients from the sums of all points; sum(p) is point p. */
template <int m, class Sum>
EVENKEEL_INLINE void transformKernelSums(const Sum& sum, vec (&taps)[3][3]) {
  constexpr int size = Winograd<m>::tile;
  vec points[size][size];
  for (int p = 0; p < size * size; p++) points[p / size][p % size] = sum(p);
  transformSquare(points, taps,
                  [](const auto& a, auto& b) { Winograd<m>::kernelGradient(a, b); });
}

}  // namespace evenkeel::EVENKEEL_ISA
