// Random frames with their buffers, right ones and wrong ones.
#pragma once

#include <stdint.h>

#include <vector>

#include "core/context.h"
#include "frames/shape.h"

namespace evenkeel {

class FrameDrawer {
 public:
  FrameDrawer(Context& context, Random& random) : context_(context), random_(random) {}
  ~FrameDrawer() { freeBuffers(); }

  /** Words of a frame of `kernel` that keeps its contract; data in buffers may still break a rule. */
  std::vector<int32_t> draw(int32_t kernel);

  /** Spoils a frame in one way; it may by chance stay valid. */
  void spoil(int32_t kernel, std::vector<int32_t>& words);

  /** Frees the buffers of all frames drawn so far. */
  void freeBuffers();

 private:
  int32_t allocate(ElementType type, int64_t elements, int64_t classes);
  int32_t drawBuffer(const Field& field, Shape& shape);
  int32_t wrongHandle(const std::vector<int32_t>& words);

  Context& context_;
  Random& random_;
  std::vector<int32_t> handles_;
  int32_t freed_ = 0;
};

}  // namespace evenkeel
