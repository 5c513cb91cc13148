// Moves output gradients into the transformed domain, and sums of products back to weight gradients.
#pragma once

#include <stdint.h>

#include "kernels/conv/blocking.h"
#include "kernels/conv/winograd/steps.h"
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

/** Output channels begin..end-1, `begin` at the start of a panel. */
struct ChannelRange {
  int64_t begin;
  int64_t end;
};

/** The square of gradients of a tile for one vector of channels; zero beyond the image. */
template <int m>
EVENKEEL_INLINE void loadGradients(const GradientImages& images, const TilePlace& place,
                                   int64_t channel, vec (&square)[m][m]) {
  const int64_t row = place.row * m;
  const int64_t column = place.column * m;
  const int64_t pixel = (place.image * images.height + row) * images.width + column;
  const float* corner = images.data + pixel * images.channels + channel;
  const int64_t rowStep = images.width * images.channels;
  const int lanes = static_cast<int>(smaller(VW, images.channels - channel));
  if (lanes == VW && row + m <= images.height && column + m <= images.width) {
    EVENKEEL_UNROLL for (int i = 0; i < m * m; i++) {
      square[i / m][i % m] = load(corner + i / m * rowStep + i % m * images.channels);
    }
    return;
  }
  EVENKEEL_UNROLL for (int i = 0; i < m * m; i++) {
    const bool inside = row + i / m < images.height && column + i % m < images.width;
    const float* from = corner + i / m * rowStep + i % m * images.channels;
    square[i / m][i % m] = !inside ? vec{} : lanes == VW ? load(from) : loadPart(from, lanes);
  }
}

/**
 * Transforms the gradients of each tile. In each point they are packed into panels, one after another:
 * [tiles, channels of the panel], `points.width` tiles of room.
 */
template <class Maps>
void transformGradients(const TileRange& range, const GradientImages& images,
                        const ChannelRange& channels, const Points& points) {
  constexpr int m = Maps::m;
  constexpr int size = Maps::points;
  const int64_t width = ceilDivide(channels.end - channels.begin, VW) * VW;
  forTilesOf(range, [&](int64_t t, const TilePlace& place) {
    for (int64_t c = 0; c < width; c += VW) {
      vec square[m][m];
      vec result[size][size];
      loadGradients<m>(images, place, channels.begin + c, square);
      transformSquare(square, result,
                      [](const auto& a, auto& b) { Maps::outputGradient(a, b); });
      const int64_t panel = c / channelPanel * channelPanel;
      const int64_t here = smaller(channelPanel, width - panel);
      float* to =
          points.data + panel * points.width + t * here + (c - panel);
      if constexpr (compact) {
        Steps targets(to, points.pointStep);
        EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) store(targets.next(), result[p / size][p % size]);
        continue;
      }
      EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) {
        store(to + p * points.pointStep, result[p / size][p % size]);
      }
    }
  });
}

/** All taps of one vector of weight gradients from the sums of all points; sum(p) is point p. */
template <class Maps, class Sum>
EVENKEEL_INLINE void transformKernelSums(const Sum& sum, vec (&taps)[Maps::taps][Maps::taps]) {
  constexpr int size = Maps::points;
  vec points[size][size];
  for (int p = 0; p < size * size; p++) points[p / size][p % size] = sum(p);
  transformSquare(points, taps,
                  [](const auto& a, auto& b) { Maps::kernelGradient(a, b); });
}

}  // namespace evenkeel::EVENKEEL_ISA
