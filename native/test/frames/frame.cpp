#include "frames/frame.h"

#include <algorithm>

namespace evenkeel {

/** Frames of ordinary size need no more than this many elements in a buffer. */
static constexpr int64_t largestBuffer = 300000;

int32_t FrameDrawer::allocate(ElementType type, int64_t elements, int64_t classes) {
  const int32_t handle = context_.allocate(static_cast<int64_t>(type), elements);
  handles_.push_back(handle);
  std::vector<int32_t> values(static_cast<size_t>(elements));
  for (int32_t& value : values) {
    if (type == ElementType::float32) {
      const float number = random_.number();
      __builtin_memcpy(&value, &number, sizeof(value));
    } else {
      value = static_cast<int32_t>(random_.between(0, std::max<int64_t>(classes - 1, 0)));
    }
  }
  if (type == ElementType::int32 && elements > 0 && random_.chance(10)) {
    values[0] = random_.of({-1, INT32_MIN, INT32_MAX, static_cast<int32_t>(classes)});
  }
  const Span span{handle, type, 0, elements};
  if (type == ElementType::uint8) {
    std::vector<uint8_t> bytes(values.size());
    for (size_t i = 0; i < bytes.size(); i++) {
      bytes[i] = static_cast<uint8_t>(random_.chance(5) ? random_.between(0, 255) : values[i]);
    }
    context_.write(span, bytes.data());
  } else {
    context_.write(span, values.data());
  }
  return handle;
}

/** Integers of a buffer stay below this: indices below n, labels below c, taps below kh * kw. */
static int64_t bound(const Field& field, Shape& shape) {
  if (field.type == ElementType::uint8) return shape.has("kh") ? shape["kh"] * shape["kw"] : 256;
  if (shape.has("indexLength")) return shape["n"];
  return shape.has("c") ? shape["c"] : 2;
}

int32_t FrameDrawer::drawBuffer(const Field& field, Shape& shape) {
  if (field.optional && random_.chance(30)) return 0;
  return allocate(field.type, shape.elements(field), bound(field, shape));
}

std::vector<int32_t> FrameDrawer::draw(int32_t kernel) {
  const Kernel& row = contractKernels[kernel];
  Shape shape = drawShape(row, random_);
  const auto tooLarge = [&](const Field& field) {
    return field.kind == FieldKind::buffer && shape.elements(field) > largestBuffer;
  };
  while (std::any_of(row.fields, row.fields + row.count, tooLarge)) shape = drawShape(row, random_);
  std::vector<int32_t> words{kernel};
  for (int32_t i = 0; i < row.count; i++) {
    const Field& field = row.fields[i];
    if (field.kind == FieldKind::i32s) {
      const Vector& vector = shape.vectors[field.name];
      words.insert(words.end(), vector.begin(), vector.begin() + field.count);
    } else if (field.kind == FieldKind::buffer) {
      words.push_back(drawBuffer(field, shape));
    } else if (field.kind == FieldKind::f32) {
      const float number = random_.number();
      words.push_back(0);
      __builtin_memcpy(&words.back(), &number, sizeof(number));
    } else {
      words.push_back(static_cast<int32_t>(shape[field.name]));
    }
  }
  return words;
}

int32_t FrameDrawer::wrongHandle(const std::vector<int32_t>& words) {
  switch (random_.between(0, 5)) {
    case 0: return 0;
    case 1: return freed_;
    case 2: return static_cast<int32_t>(random_.next());
    case 3: return words[static_cast<size_t>(random_.between(0, static_cast<int64_t>(words.size()) - 1))];
    case 4: return allocate(ElementType::float32, random_.between(0, 3), 1);
    default: return allocate(random_.of({ElementType::int32, ElementType::uint8}), 40, 3);
  }
}

void FrameDrawer::spoil(int32_t kernel, std::vector<int32_t>& words) {
  const Kernel& row = contractKernels[kernel];
  size_t buffers = 0;
  for (int32_t i = 0; i < row.count; i++) buffers += row.fields[i].kind == FieldKind::buffer ? 1 : 0;
  const size_t last = words.size() - 1;
  switch (random_.between(0, 3)) {
    case 0:
      // Buffers come first in most rows.
      words[static_cast<size_t>(random_.between(1, static_cast<int64_t>(std::min(buffers, last))))] =
          wrongHandle(words);
      break;
    case 1:
      words.resize(static_cast<size_t>(random_.between(1, static_cast<int64_t>(words.size()))));
      break;
    case 2:
      words[static_cast<size_t>(random_.between(0, static_cast<int64_t>(last)))] =
          static_cast<int32_t>(random_.between(-2, 20));
      break;
    default:
      words[static_cast<size_t>(random_.between(0, static_cast<int64_t>(last)))] = random_.of(
          {INT32_MIN, INT32_MIN + 1, -65536, -1, 0, 255, 256, 65535, 65536, 1 << 20, 1 << 30, INT32_MAX - 1, INT32_MAX});
  }
}

void FrameDrawer::freeBuffers() {
  for (const int32_t handle : handles_) {
    if (context_.release(handle)) freed_ = handle;
  }
  handles_.clear();
}

}  // namespace evenkeel
