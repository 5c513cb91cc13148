#include "frames/shape.h"

#include <algorithm>

#include "core/rules.h"

namespace evenkeel {
namespace {

bool startsWith(const std::string& text, const char* prefix) { return text.rfind(prefix, 0) == 0; }

int64_t drawInteger(const std::string& name, int32_t min, Random& random) {
  if (min == INT32_MIN) {
    return random.chance(50) ? random.between(-3, 10) : random.between(INT32_MIN, INT32_MAX);
  }
  if (startsWith(name, "stride")) return random.between(1, 3);
  if (startsWith(name, "dilation")) return random.between(1, 3);
  if (startsWith(name, "pad")) return random.chance(50) ? 0 : random.between(0, 6);
  if (startsWith(name, "k")) return std::max<int64_t>(min, random.between(1, 5));
  if (name == "groups") return random.chance(60) ? 1 : random.between(1, 4);
  if (name == "n" && random.chance(10)) return random.between(min, 3000);
  if ((name == "c" || name == "m") && random.chance(30)) return std::max<int64_t>(min, random.between(1, 40));
  return random.between(min, min + 9);
}

/** Offsets that a view reaches, for strides of either sign. */
void limits(const Vector& dims, const Vector& strides, int64_t& low, int64_t& high) {
  low = high = 0;
  for (size_t axis = 0; axis < dims.size(); axis++) {
    const int64_t far = (int64_t{dims[axis]} - 1) * strides[axis];
    (far < 0 ? low : high) += far;
  }
}

/** Strided kernels: n is the product of dims, and lengths and offset leave room for each view. */
void mendViews(Shape& shape, Random& random) {
  Vector& dims = shape.vectors["dims"];
  for (int32_t& dim : dims) dim = static_cast<int32_t>(random.chance(3) ? 0 : random.between(1, 4));
  shape["n"] = product({dims.data(), 6});
  const struct {
    const char* strides;
    const char* length;
  } views[] = {{"aStrides", "aLength"}, {"bStrides", "bLength"}, {"strides", "xLength"}, {"strides", "yLength"}};
  for (const auto& view : views) {
    if (shape.vectors.count(view.strides) == 0 || !shape.has(view.length)) continue;
    Vector& strides = shape.vectors[view.strides];
    int32_t step = 1;
    for (size_t axis = 6; axis-- > 0;) {
      const bool repeat = random.chance(25);
      const bool backwards = shape.has("offset") && random.chance(20);
      strides[axis] = repeat ? 0 : backwards ? -step : step;
      step *= std::max(dims[axis], 1);
    }
    int64_t low = 0;
    int64_t high = 0;
    limits(dims, strides, low, high);
    const int64_t spare = random.chance(50) ? 0 : random.between(0, 9);
    if (shape.has("offset")) shape["offset"] = -std::min<int64_t>(low, 0) + spare;
    // An empty view reaches nothing, and lengths must not be negative.
    shape[view.length] = std::max<int64_t>(high - low + 1 + spare, 0);
  }
}

void mendConvolution(Shape& shape, Random& random) {
  const int64_t groups = shape["groups"];
  shape["c"] = groups * random.between(0, groups > 1 ? 4 : 20);
  shape["o"] = groups * random.between(0, groups > 1 ? 4 : 40);
  shape["oh"] = outputSize(shape["h"], shape["padTop"], shape["padBottom"], shape["kh"], shape["strideH"],
                           shape["dilationH"]);
  shape["ow"] = outputSize(shape["w"], shape["padLeft"], shape["padRight"], shape["kw"], shape["strideW"],
                           shape["dilationW"]);
}

/** The last pooling window must start inside the image or the padding before it. */
void mendPooling(Shape& shape, Random& random) {
  const auto windows = [&](int64_t size, int64_t pad, int64_t stride) {
    const int64_t most = size + pad <= 0 ? 0 : (size + pad - 1) / stride + 1;
    return random.between(0, std::min<int64_t>(most, 12));
  };
  shape["oh"] = windows(shape["h"], shape["padTop"], shape["strideH"]);
  shape["ow"] = windows(shape["w"], shape["padLeft"], shape["strideW"]);
}

void mend(Shape& shape, Random& random) {
  const auto oneOf = [&](int64_t whole) { return random.chance(50) ? int64_t{1} : whole; };
  if (shape.vectors.count("dims") != 0) mendViews(shape, random);
  if (shape.has("aBatch")) {
    shape["aBatch"] = oneOf(shape["batch"]);
    shape["bBatch"] = oneOf(shape["batch"]);
  }
  if (shape.has("lossLength")) shape["lossLength"] = shape["reduction"] == 0 ? shape["n"] : 1;
  if (shape.has("groups")) {
    mendConvolution(shape, random);
  } else if (shape.has("oh")) {
    mendPooling(shape, random);
  }
  if (shape.has("xOffset")) {
    shape["xLength"] = shape["xOffset"] + shape["n"] + random.between(0, 5);
    shape["yLength"] = shape["yOffset"] + shape["n"] + random.between(0, 5);
  }
  if (shape.has("outer")) shape["n"] = std::max<int64_t>(shape["n"], 1);
  if (shape.has("indexLength")) {
    const int64_t elements = shape["outer"] * shape["count"] * shape["inner"];
    shape["indexLength"] = shape["per"] == 1 ? elements : shape["count"];
  }
}

}  // namespace

int64_t Shape::elements(const Field& field) const {
  int64_t result = 1;
  const std::string dims = field.dims;
  for (size_t at = 0; at < dims.size();) {
    const size_t end = std::min(dims.find('*', at), dims.size());
    const std::string factor = dims.substr(at, end - at);
    const size_t slash = factor.find('/');
    const auto value = [&](const std::string& word) {
      return word[0] >= '0' && word[0] <= '9' ? std::stoll(word) : scalars.at(word);
    };
    result *= value(factor.substr(0, slash));
    if (slash != std::string::npos) result /= value(factor.substr(slash + 1));
    at = end + 1;
  }
  return result;
}

Shape drawShape(const Kernel& kernel, Random& random) {
  Shape shape{&kernel, {}, {}};
  for (int32_t i = 0; i < kernel.count; i++) {
    const Field& field = kernel.fields[i];
    switch (field.kind) {
      case FieldKind::i32: shape[field.name] = drawInteger(field.name, field.min, random); break;
      case FieldKind::flag: shape[field.name] = random.between(0, 1); break;
      case FieldKind::choice: shape[field.name] = random.between(0, field.count - 1); break;
      case FieldKind::i32s: shape.vectors[field.name] = Vector{}; break;
      case FieldKind::f32:
      case FieldKind::buffer: break;
    }
  }
  mend(shape, random);
  return shape;
}

}  // namespace evenkeel
