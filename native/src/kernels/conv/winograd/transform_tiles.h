// Moves tiles of images into the transformed domain and back.
#pragma once

#include <stdint.h>

#include "kernels/conv/winograd/input_images.h"
#include "kernels/conv/winograd/steps.h"
#include "kernels/conv/winograd/tiles.h"
#include "kernels/conv/winograd/transforms.h"

namespace evenkeel::EVENKEEL_ISA {

/** Transforms the inputs of one tile; at(i, j) is where the pixel of row i and column j is. */
template <class Maps, class At>
EVENKEEL_INLINE void transformInput(const At& at, const Points& points, float* to) {
  constexpr int span = Maps::inputs;
  constexpr int size = Maps::points;
  for (int64_t c = 0; c < points.width; c += VW) {
    vec square[span][span];
    vec result[size][size];
    EVENKEEL_UNROLL for (int i = 0; i < span; i++) {
      EVENKEEL_UNROLL for (int j = 0; j < span; j++) square[i][j] = load(at(i, j) + c);
    }
    transformSquare(square, result, [](const auto& a, auto& b) { Maps::input(a, b); });
    EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) {
      store(to + p * points.pointStep + c, result[p / size][p % size]);
    }
  }
}

/** The same, where registers are few. */
template <class Maps>
EVENKEEL_INLINE void transformInSteps(const float* corner, const Source& source, const Points& points, float* to) {
  constexpr int span = Maps::inputs;
  constexpr int size = Maps::points;
  for (int64_t c = 0; c < points.width; c += VW) {
    vec square[span][span];
    vec result[size][size];
    Steps rows(corner + c, source.rowStep);
    EVENKEEL_UNROLL for (int i = 0; i < span; i++) {
      Steps pixels(rows.next(), source.pixelStep);
      EVENKEEL_UNROLL for (int j = 0; j < span; j++) square[i][j] = load(pixels.next());
    }
    transformSquare(square, result, [](const auto& a, auto& b) { Maps::input(a, b); });
    Steps targets(to + c, points.pointStep);
    EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) store(targets.next(), result[p / size][p % size]);
  }
}

/** The same for a tile that reaches beyond the image. */
template <class Maps>
__attribute__((noinline)) void transformBorder(const InputImages& images, const TilePlace& first, const Points& points,
                                               float* to) {
  constexpr int span = Maps::inputs;
  const float* from[span][span];
  EVENKEEL_UNROLL for (int i = 0; i < span; i++) {
    const bool inside = first.row + i >= 0 && first.row + i < images.height;
    const float* row = inside ? images.at(first.image, first.row + i, first.column) : images.zeros;
    const int64_t step = inside ? images.source.pixelStep : 0;
    EVENKEEL_UNROLL for (int j = 0; j < span; j++) {
      const int64_t column = first.column + j;
      from[i][j] = column >= 0 && column < images.width ? row + j * step : images.zeros;
    }
  }
  transformInput<Maps>([&](int i, int j) { return from[i][j]; }, points, to);
}

/** Transforms the inputs of each tile. */
template <class Maps>
void transformInputs(const TileRange& range, const InputImages& images, const Points& points) {
  const Source& source = images.source;
  forTilesOf(range, [&](int64_t t, const TilePlace& place) {
    const TilePlace first{place.image, range.tiling.firstRow + place.row * Maps::m,
                          range.tiling.firstColumn + place.column * Maps::m};
    float* to = points.data + t * points.width;
    if (!images.holdsSquare(first.row, first.column, Maps::inputs)) {
      if constexpr (!compact) transformBorder<Maps>(images, first, points, to);
      return;
    }
    const float* corner = images.at(first.image, first.row, first.column);
    if constexpr (compact) return transformInSteps<Maps>(corner, source, points, to);
    transformInput<Maps>([&](int i, int j) { return corner + i * source.rowStep + j * source.pixelStep; }, points, to);
  });
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

/** Fetches the lines that the outputs of each tile will be stored to, which takes longer than the products. */
template <int m>
void prefetchOutputs(const TileRange& range, const OutputImages& images) {
  const int64_t rowStep = images.width * images.channels;
  forTilesOf(range, [&](int64_t, const TilePlace& place) {
    const int64_t rows = smaller(m, images.height - place.row * m);
    const int64_t floats = smaller(m, images.width - place.column * m) * images.channels;
    const float* corner = images.data + (place.image * images.height + place.row * m) * rowStep +
                          place.column * m * images.channels;
    for (int64_t i = 0; i < rows; i++) {
      for (int64_t j = 0; j < floats; j += 16) prefetchForWrite(corner + i * rowStep + j);
    }
  });
}

/** Transforms the sums of each tile back and stores the outputs that lie inside the image. */
template <class Maps>
void transformOutputs(const TileRange& range, const Points& points, const OutputImages& images) {
  constexpr int m = Maps::m;
  constexpr int size = Maps::points;
  const int64_t rowStep = images.width * images.channels;
  forTilesOf(range, [&](int64_t t, const TilePlace& place) {
    const int64_t row = place.row * m;
    const int64_t column = place.column * m;
    const int64_t rows = smaller(m, images.height - row);
    const int64_t columns = smaller(m, images.width - column);
    const float* from = points.data + t * points.width;
    float* corner = images.data + (place.image * images.height + row) * rowStep +
                    column * images.channels;
    for (int64_t c = 0; c < images.channels; c += VW) {
      vec square[size][size];
      vec outputs[m][m];
      if constexpr (compact) {
        Steps sources(from + c, points.pointStep);
        EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) square[p / size][p % size] = load(sources.next());
      } else {
        EVENKEEL_UNROLL for (int p = 0; p < size * size; p++) {
          square[p / size][p % size] = load(from + p * points.pointStep + c);
        }
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
  });
}

}  // namespace evenkeel::EVENKEEL_ISA
