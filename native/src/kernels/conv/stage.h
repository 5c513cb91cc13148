// Copies the source rows that a block of images needs, with zeros beside them, so that pixels at the
// border of a row need no care; and with distances between rows that do not collide in the first cache.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "kernels/matmul/blocking.h"
#include "simd/vec.h"

namespace evenkeel::EVENKEEL_ISA {

/** Source images: pixel (n, row, column) is at data + n * imageStep + (row - firstRow) * rowStep + column * pixelStep. */
struct Source {
  const float* data;
  int64_t imageStep;
  int64_t rowStep;
  int64_t pixelStep;
  int64_t firstRow;

  const float* at(int64_t image, int64_t row, int64_t column) const {
    return data + image * imageStep + (row - firstRow) * rowStep + column * pixelStep;
  }
};

/** Zero columns added at both ends of every row. */
struct Halo {
  int64_t left;
  int64_t right;
};

/** The source images of a whole batch and how blocks of them are staged. */
struct Staging {
  const float* data;
  int64_t height;
  int64_t width;
  int64_t channels;
  /** false: blocks are read where they are. */
  bool copy;
  Halo halo;

  int64_t rowFloats() const { return (halo.left + width + halo.right) * channels; }
  /** One line of the cache more than needed: rows a power of two apart would drive each other out. */
  int64_t rowStep() const {
    return copy ? ceilDivide(rowFloats(), 16) * 16 + 16 : width * channels;
  }
  size_t floatsFor(int64_t images, int64_t rows) const {
    return static_cast<size_t>(copy ? images * (rows * rowStep() + 16) + 16 : 16);
  }
};

/** Images and source rows begin..end-1 of a block. Rows beyond the image are staged as zeros. */
struct StageBlock {
  int64_t image;
  int64_t images;
  int64_t rowBegin;
  int64_t rowEnd;
};

EVENKEEL_INLINE void copyFloats(const float* from, int64_t count, float* to) {
  int64_t i = 0;
  for (; i + VW <= count; i += VW) store(to + i, load(from + i));
  if (i < count) storePart(to + i, loadPart(from + i, static_cast<int>(count - i)), static_cast<int>(count - i));
}

EVENKEEL_INLINE void clearFloats(float* to, int64_t count) {
  for (int64_t i = 0; i < count; i++) to[i] = 0;
}

/** Copies the block into `buffer` (floatsFor its images and rows) unless it can be read in place. */
inline Source stage(const Staging& staging, const StageBlock& block, float* buffer) {
  const int64_t rowStep = staging.rowStep();
  const int64_t row = staging.width * staging.channels;
  const float* from = staging.data + block.image * staging.height * row;
  if (!staging.copy) return {from, staging.height * row, row, staging.channels, 0};

  const int64_t rows = block.rowEnd - block.rowBegin;
  const int64_t left = staging.halo.left * staging.channels;
  const int64_t right = staging.halo.right * staging.channels;
  const int64_t imageStep = rows * rowStep + 16;
  for (int64_t n = 0; n < block.images; n++) {
    for (int64_t i = 0; i < rows; i++) {
      float* to = buffer + n * imageStep + i * rowStep;
      const int64_t sourceRow = block.rowBegin + i;
      if (sourceRow < 0 || sourceRow >= staging.height) {
        clearFloats(to, left + row + right);
        continue;
      }
      clearFloats(to, left);
      copyFloats(from + (n * staging.height + sourceRow) * row, row, to + left);
      clearFloats(to + left + row, right);
    }
  }
  return {buffer, imageStep, rowStep, staging.channels, block.rowBegin};
}

}  // namespace evenkeel::EVENKEEL_ISA
