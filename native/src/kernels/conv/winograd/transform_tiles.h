// Moves tiles of images into the transformed domain and back.
#pragma once

#include <stdint.h>

#include "kernels/conv/stage.h"
#include "kernels/conv/winograd/tiles.h"
#include "kernels/conv/winograd/transforms.h"

namespace evenkeel::EVENKEEL_ISA {

/** Transforms the inputs of each tile; reads whole vectors, so the source must be staged. */
template <class Maps>
void transformInputs(const TileRange& range, const Source& source, const Points& points) {
  constexpr int m = Maps::m;
  constexpr int span = Maps::inputs;
  constexpr int size = Maps::points;
  const int64_t firstColumn = larger(0, range.tiling.firstColumn);
  for (int64_t t = range.begin; t < range.end; t++) {
    const TilePlace place = placeOf(range, t);
    const float* corner = source.at(place.image, range.tiling.firstRow + place.row * m,
                                    firstColumn + place.column * m);
    float* to = points.data + (t - range.begin) * points.width;
    for (int64_t c = 0; c < points.width; c += VW) {
      vec square[span][span];
      vec result[size][size];
      EVENKEEL_UNROLL for (int i = 0; i < span; i++) {
        EVENKEEL_UNROLL for (int j = 0; j < span; j++) {
          square[i][j] = load(corner + i * source.rowStep + j * source.pixelStep + c);
        }
      }
      transformSquare(square, result, [](const auto& a, auto& b) { Maps::input(a, b); });
      EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) {
        store(to + p * points.pointStep + c, result[p / size][p % size]);
      }
    }
  }
}

/** Target images [height, width, channels] and what is done to outputs before they are stored. */
struct OutputImages {
  float* data;
  int64_t height;
  int64_t width;
  int64_t channels;
  /** [channels] or nullptr */
  const float* bias;
  bool relu;
};

template <int m>
EVENKEEL_INLINE void finishOutputs(const OutputImages& images, int64_t channel, int lanes,
                                   vec (&outputs)[m][m]) {
  const float* p = images.bias + channel;
  const vec bias = images.bias == nullptr ? vec{} : lanes == VW ? load(p) : loadPart(p, lanes);
  EVENKEEL_UNROLL for (int i = 0; i < m * m; i++) {
    vec& y = outputs[i / m][i % m];
    if (images.bias != nullptr) y = y + bias;
    if (images.relu) y = select(y <= 0.0f, vec{}, y);
  }
}

/** Transforms the sums of each tile back and stores the outputs that lie inside the image. */
template <class Maps>
void transformOutputs(const TileRange& range, const Points& points, const OutputImages& images) {
  constexpr int m = Maps::m;
  constexpr int size = Maps::points;
  const int64_t rowStep = images.width * images.channels;
  for (int64_t t = range.begin; t < range.end; t++) {
    const TilePlace place = placeOf(range, t);
    const int64_t row = place.row * m;
    const int64_t column = place.column * m;
    const int64_t rows = smaller(m, images.height - row);
    const int64_t columns = smaller(m, images.width - column);
    const float* from = points.data + (t - range.begin) * points.width;
    float* corner = images.data + (place.image * images.height + row) * rowStep +
                    column * images.channels;
    for (int64_t c = 0; c < images.channels; c += VW) {
      vec square[size][size];
      vec outputs[m][m];
      EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) {
        square[p / size][p % size] = load(from + p * points.pointStep + c);
      }
      transformSquare(square, outputs, [](const auto& a, auto& b) { Maps::output(a, b); });
      const int lanes = static_cast<int>(smaller(VW, images.channels - c));
      finishOutputs<m>(images, c, lanes, outputs);
      EVENKEEL_UNROLL for (int i = 0; i < m; i++) {
        EVENKEEL_UNROLL for (int j = 0; j < m; j++) {
          if (i >= rows || j >= columns) continue;
          float* to = corner + i * rowStep + j * images.channels + c;
          if (lanes == VW) store(to, outputs[i][j]);
          else storePart(to, outputs[i][j], lanes);
        }
      }
    }
  }
}

}  // namespace evenkeel::EVENKEEL_ISA
