// Generated from packages/kernels/src/contract by `pnpm generate`. Do not edit.
#include "core/dispatch.h"

#include "core/check.h"

namespace evenkeel {
namespace {

bool runFill(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 2, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 1)) return false;
  const int64_t n = frame[2];
  FillArgs args;
  args.n = frame[2];
  __builtin_memcpy(&args.value, frame + 3, sizeof(float));
  static const BufferRule rules[] = {
      {"y", "n", ElementType::float32, 1, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
  };
  void* data[1];
  const BufferList list{rules, extents, data, 1, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.y = static_cast<float*>(data[0]);
  return check.status(kernels.fill(args, scratch));
}

bool runCopy(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
      {"xLength", nullptr, 4, 1, 0, 0},
      {"xOffset", nullptr, 5, 1, 0, 0},
      {"yLength", nullptr, 6, 1, 0, 0},
      {"yOffset", nullptr, 7, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 5)) return false;
  const int64_t n = frame[3];
  const int64_t xLength = frame[4];
  const int64_t xOffset = frame[5];
  const int64_t yLength = frame[6];
  const int64_t yOffset = frame[7];
  if (!(xOffset + n <= xLength)) {
    static const NamedField named[] = {{"xOffset", 5, 0}, {"n", 3, 0}, {"xLength", 4, 0}};
    return check.broken(frame, {"xOffset + n <= xLength", named, 3});
  }
  if (!(yOffset + n <= yLength)) {
    static const NamedField named[] = {{"yOffset", 7, 0}, {"n", 3, 0}, {"yLength", 6, 0}};
    return check.broken(frame, {"yOffset + n <= yLength", named, 3});
  }
  CopyArgs args;
  args.n = frame[3];
  args.xLength = frame[4];
  args.xOffset = frame[5];
  args.yLength = frame[6];
  args.yOffset = frame[7];
  static const BufferRule rules[] = {
      {"x", "xLength", ElementType::float32, 1, false, false},
      {"y", "yLength", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * xLength,
      Extent() * yLength,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.copy(args, scratch));
}

bool runFromBytes(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 1)) return false;
  const int64_t n = frame[3];
  FromBytesArgs args;
  args.n = frame[3];
  __builtin_memcpy(&args.scale, frame + 4, sizeof(float));
  __builtin_memcpy(&args.shift, frame + 5, sizeof(float));
  static const BufferRule rules[] = {
      {"x", "n", ElementType::uint8, 1, false, false},
      {"y", "n", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const uint8_t*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.fromBytes(args, scratch));
}

bool runToFloat(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 1)) return false;
  const int64_t n = frame[3];
  ToFloatArgs args;
  args.n = frame[3];
  static const BufferRule rules[] = {
      {"x", "n", ElementType::int32, 1, false, false},
      {"y", "n", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const int32_t*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.toFloat(args, scratch));
}

bool runToInt(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 1)) return false;
  const int64_t n = frame[3];
  ToIntArgs args;
  args.n = frame[3];
  static const BufferRule rules[] = {
      {"x", "n", ElementType::float32, 1, false, false},
      {"y", "n", ElementType::int32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<int32_t*>(data[1]);
  return check.status(kernels.toInt(args, scratch));
}

bool runUnary(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
      {"f", "neg, abs, exp, log, sqrt, rsqrt, square, reciprocal, log1p, expm1, sin, cos, erf, sigmoid, tanh, relu, relu6, leakyRelu, elu, selu, celu, gelu, geluTanh, silu, mish, softplus, softsign, hardSigmoid, hardSwish, pow, clip, affine, sign, floor, round", 4, 1, 0, 34},
  };
  if (!check.fields(frame, fields, 2)) return false;
  const int64_t n = frame[3];
  UnaryArgs args;
  args.n = frame[3];
  args.f = static_cast<UnaryF>(frame[4]);
  __builtin_memcpy(&args.alpha, frame + 5, sizeof(float));
  __builtin_memcpy(&args.beta, frame + 6, sizeof(float));
  static const BufferRule rules[] = {
      {"x", "n", ElementType::float32, 1, false, false},
      {"y", "n", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, true};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.unary(args, scratch));
}

bool runUnaryGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 4, 1, 0, 0},
      {"f", "neg, abs, exp, log, sqrt, rsqrt, square, reciprocal, log1p, expm1, sin, cos, erf, sigmoid, tanh, relu, relu6, leakyRelu, elu, selu, celu, gelu, geluTanh, silu, mish, softplus, softsign, hardSigmoid, hardSwish, pow, clip, affine, sign, floor, round", 5, 1, 0, 34},
  };
  if (!check.fields(frame, fields, 2)) return false;
  const int64_t n = frame[4];
  UnaryGradArgs args;
  args.n = frame[4];
  args.f = static_cast<UnaryGradF>(frame[5]);
  __builtin_memcpy(&args.alpha, frame + 6, sizeof(float));
  __builtin_memcpy(&args.beta, frame + 7, sizeof(float));
  static const BufferRule rules[] = {
      {"dy", "n", ElementType::float32, 1, false, false},
      {"saved", "n", ElementType::float32, 2, false, false},
      {"dx", "n", ElementType::float32, 3, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
      Extent() * n,
  };
  void* data[3];
  const BufferList list{rules, extents, data, 3, true};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.dy = static_cast<const float*>(data[0]);
  args.saved = static_cast<const float*>(data[1]);
  args.dx = static_cast<float*>(data[2]);
  return check.status(kernels.unaryGrad(args, scratch));
}

bool runBinary(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 4, 1, 0, 0},
      {"aLength", nullptr, 5, 1, 0, 0},
      {"bLength", nullptr, 6, 1, 0, 0},
      {"dims", nullptr, 7, 6, 0, 0},
      {"aStrides", nullptr, 13, 6, 0, 0},
      {"bStrides", nullptr, 19, 6, 0, 0},
      {"f", "add, sub, mul, div, maximum, minimum, pow, equal, notEqual, greater, greaterEqual, less, lessEqual", 25, 1, 0, 12},
  };
  if (!check.fields(frame, fields, 7)) return false;
  const int64_t n = frame[4];
  const int64_t aLength = frame[5];
  const int64_t bLength = frame[6];
  const Axes dims{frame + 7, 6};
  const Axes aStrides{frame + 13, 6};
  const Axes bStrides{frame + 19, 6};
  if (!(product(dims) == n)) {
    static const NamedField named[] = {{"dims", 7, 6}, {"n", 4, 0}};
    return check.broken(frame, {"product(dims) == n", named, 2});
  }
  if (!(reach(dims, aStrides) < aLength)) {
    static const NamedField named[] = {{"dims", 7, 6}, {"aStrides", 13, 6}, {"aLength", 5, 0}};
    return check.broken(frame, {"reach(dims, aStrides) < aLength", named, 3});
  }
  if (!(reach(dims, bStrides) < bLength)) {
    static const NamedField named[] = {{"dims", 7, 6}, {"bStrides", 19, 6}, {"bLength", 6, 0}};
    return check.broken(frame, {"reach(dims, bStrides) < bLength", named, 3});
  }
  BinaryArgs args;
  args.n = frame[4];
  args.aLength = frame[5];
  args.bLength = frame[6];
  __builtin_memcpy(args.dims, frame + 7, sizeof args.dims);
  __builtin_memcpy(args.aStrides, frame + 13, sizeof args.aStrides);
  __builtin_memcpy(args.bStrides, frame + 19, sizeof args.bStrides);
  args.f = static_cast<BinaryF>(frame[25]);
  static const BufferRule rules[] = {
      {"a", "aLength", ElementType::float32, 1, false, false},
      {"b", "bLength", ElementType::float32, 2, false, false},
      {"y", "n", ElementType::float32, 3, true, false},
  };
  const Extent extents[] = {
      Extent() * aLength,
      Extent() * bLength,
      Extent() * n,
  };
  void* data[3];
  const BufferList list{rules, extents, data, 3, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.a = static_cast<const float*>(data[0]);
  args.b = static_cast<const float*>(data[1]);
  args.y = static_cast<float*>(data[2]);
  return check.status(kernels.binary(args, scratch));
}

bool runWhere(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 5, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 1)) return false;
  const int64_t n = frame[5];
  WhereArgs args;
  args.n = frame[5];
  static const BufferRule rules[] = {
      {"condition", "n", ElementType::int32, 1, false, false},
      {"a", "n", ElementType::float32, 2, false, true},
      {"b", "n", ElementType::float32, 3, false, true},
      {"y", "n", ElementType::float32, 4, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
      Extent() * n,
      Extent() * n,
  };
  void* data[4];
  const BufferList list{rules, extents, data, 4, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.condition = static_cast<const int32_t*>(data[0]);
  args.a = static_cast<const float*>(data[1]);
  args.b = static_cast<const float*>(data[2]);
  args.y = static_cast<float*>(data[3]);
  return check.status(kernels.where(args, scratch));
}

bool runAccumulate(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 1)) return false;
  const int64_t n = frame[3];
  AccumulateArgs args;
  args.n = frame[3];
  __builtin_memcpy(&args.scale, frame + 4, sizeof(float));
  static const BufferRule rules[] = {
      {"x", "n", ElementType::float32, 1, false, false},
      {"y", "n", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, true};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.accumulate(args, scratch));
}

bool runGatherStrided(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
      {"xLength", nullptr, 4, 1, 0, 0},
      {"offset", nullptr, 5, 1, 0, 0},
      {"dims", nullptr, 6, 6, 0, 0},
  };
  if (!check.fields(frame, fields, 4)) return false;
  const int64_t n = frame[3];
  const int64_t xLength = frame[4];
  const int64_t offset = frame[5];
  const Axes dims{frame + 6, 6};
  const Axes strides{frame + 12, 6};
  if (!(product(dims) == n)) {
    static const NamedField named[] = {{"dims", 6, 6}, {"n", 3, 0}};
    return check.broken(frame, {"product(dims) == n", named, 2});
  }
  if (!(viewInside(dims, strides, offset, xLength))) {
    static const NamedField named[] = {{"dims", 6, 6}, {"strides", 12, 6}, {"offset", 5, 0}, {"xLength", 4, 0}};
    return check.broken(frame, {"viewInside(dims, strides, offset, xLength)", named, 4});
  }
  GatherStridedArgs args;
  args.n = frame[3];
  args.xLength = frame[4];
  args.offset = frame[5];
  __builtin_memcpy(args.dims, frame + 6, sizeof args.dims);
  __builtin_memcpy(args.strides, frame + 12, sizeof args.strides);
  static const BufferRule rules[] = {
      {"x", "xLength", ElementType::float32, 1, false, false},
      {"y", "n", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * xLength,
      Extent() * n,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.gatherStrided(args, scratch));
}

bool runScatterStrided(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
      {"yLength", nullptr, 4, 1, 0, 0},
      {"offset", nullptr, 5, 1, 0, 0},
      {"dims", nullptr, 6, 6, 0, 0},
      {"accumulate", nullptr, 18, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 5)) return false;
  const int64_t n = frame[3];
  const int64_t yLength = frame[4];
  const int64_t offset = frame[5];
  const Axes dims{frame + 6, 6};
  const Axes strides{frame + 12, 6};
  if (!(product(dims) == n)) {
    static const NamedField named[] = {{"dims", 6, 6}, {"n", 3, 0}};
    return check.broken(frame, {"product(dims) == n", named, 2});
  }
  if (!(viewInside(dims, strides, offset, yLength))) {
    static const NamedField named[] = {{"dims", 6, 6}, {"strides", 12, 6}, {"offset", 5, 0}, {"yLength", 4, 0}};
    return check.broken(frame, {"viewInside(dims, strides, offset, yLength)", named, 4});
  }
  ScatterStridedArgs args;
  args.n = frame[3];
  args.yLength = frame[4];
  args.offset = frame[5];
  __builtin_memcpy(args.dims, frame + 6, sizeof args.dims);
  __builtin_memcpy(args.strides, frame + 12, sizeof args.strides);
  args.accumulate = frame[18] != 0;
  static const BufferRule rules[] = {
      {"x", "n", ElementType::float32, 1, false, false},
      {"y", "yLength", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * yLength,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.scatterStrided(args, scratch));
}

bool runReduce(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 3, 1, 0, 0},
      {"n", nullptr, 4, 1, 0, 0},
      {"inner", nullptr, 5, 1, 0, 0},
      {"f", "sum, mean, max, min, prod, sumOfSquares", 6, 1, 0, 5},
  };
  if (!check.fields(frame, fields, 4)) return false;
  const int64_t outer = frame[3];
  const int64_t n = frame[4];
  const int64_t inner = frame[5];
  if (!(n >= 1)) {
    static const NamedField named[] = {{"n", 4, 0}};
    return check.broken(frame, {"n >= 1", named, 1});
  }
  ReduceArgs args;
  args.outer = frame[3];
  args.n = frame[4];
  args.inner = frame[5];
  args.f = static_cast<ReduceF>(frame[6]);
  static const BufferRule rules[] = {
      {"x", "outer*n*inner", ElementType::float32, 1, false, false},
      {"y", "outer*inner", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * n * inner,
      Extent() * outer * inner,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.reduce(args, scratch));
}

bool runExtremumGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 5, 1, 0, 0},
      {"n", nullptr, 6, 1, 0, 0},
      {"inner", nullptr, 7, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 3)) return false;
  const int64_t outer = frame[5];
  const int64_t n = frame[6];
  const int64_t inner = frame[7];
  ExtremumGradArgs args;
  args.outer = frame[5];
  args.n = frame[6];
  args.inner = frame[7];
  static const BufferRule rules[] = {
      {"x", "outer*n*inner", ElementType::float32, 1, false, false},
      {"y", "outer*inner", ElementType::float32, 2, false, false},
      {"dy", "outer*inner", ElementType::float32, 3, false, false},
      {"dx", "outer*n*inner", ElementType::float32, 4, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * n * inner,
      Extent() * outer * inner,
      Extent() * outer * inner,
      Extent() * outer * n * inner,
  };
  void* data[4];
  const BufferList list{rules, extents, data, 4, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<const float*>(data[1]);
  args.dy = static_cast<const float*>(data[2]);
  args.dx = static_cast<float*>(data[3]);
  return check.status(kernels.extremumGrad(args, scratch));
}

bool runArgMax(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 3, 1, 0, 0},
      {"n", nullptr, 4, 1, 0, 0},
      {"inner", nullptr, 5, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 3)) return false;
  const int64_t outer = frame[3];
  const int64_t n = frame[4];
  const int64_t inner = frame[5];
  if (!(n >= 1)) {
    static const NamedField named[] = {{"n", 4, 0}};
    return check.broken(frame, {"n >= 1", named, 1});
  }
  ArgMaxArgs args;
  args.outer = frame[3];
  args.n = frame[4];
  args.inner = frame[5];
  static const BufferRule rules[] = {
      {"x", "outer*n*inner", ElementType::float32, 1, false, false},
      {"y", "outer*inner", ElementType::int32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * n * inner,
      Extent() * outer * inner,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<int32_t*>(data[1]);
  return check.status(kernels.argMax(args, scratch));
}

bool runSoftmax(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 3, 1, 0, 0},
      {"n", nullptr, 4, 1, 0, 0},
      {"inner", nullptr, 5, 1, 0, 0},
      {"log", nullptr, 6, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 4)) return false;
  const int64_t outer = frame[3];
  const int64_t n = frame[4];
  const int64_t inner = frame[5];
  SoftmaxArgs args;
  args.outer = frame[3];
  args.n = frame[4];
  args.inner = frame[5];
  args.log = frame[6] != 0;
  static const BufferRule rules[] = {
      {"x", "outer*n*inner", ElementType::float32, 1, false, false},
      {"y", "outer*n*inner", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * n * inner,
      Extent() * outer * n * inner,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.softmax(args, scratch));
}

bool runSoftmaxGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 4, 1, 0, 0},
      {"n", nullptr, 5, 1, 0, 0},
      {"inner", nullptr, 6, 1, 0, 0},
      {"log", nullptr, 7, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 4)) return false;
  const int64_t outer = frame[4];
  const int64_t n = frame[5];
  const int64_t inner = frame[6];
  SoftmaxGradArgs args;
  args.outer = frame[4];
  args.n = frame[5];
  args.inner = frame[6];
  args.log = frame[7] != 0;
  static const BufferRule rules[] = {
      {"y", "outer*n*inner", ElementType::float32, 1, false, false},
      {"dy", "outer*n*inner", ElementType::float32, 2, false, false},
      {"dx", "outer*n*inner", ElementType::float32, 3, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * n * inner,
      Extent() * outer * n * inner,
      Extent() * outer * n * inner,
  };
  void* data[3];
  const BufferList list{rules, extents, data, 3, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.y = static_cast<const float*>(data[0]);
  args.dy = static_cast<const float*>(data[1]);
  args.dx = static_cast<float*>(data[2]);
  return check.status(kernels.softmaxGrad(args, scratch));
}

bool runBroadcastMiddle(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 3, 1, 0, 0},
      {"n", nullptr, 4, 1, 0, 0},
      {"inner", nullptr, 5, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 3)) return false;
  const int64_t outer = frame[3];
  const int64_t n = frame[4];
  const int64_t inner = frame[5];
  BroadcastMiddleArgs args;
  args.outer = frame[3];
  args.n = frame[4];
  args.inner = frame[5];
  __builtin_memcpy(&args.scale, frame + 6, sizeof(float));
  static const BufferRule rules[] = {
      {"x", "outer*inner", ElementType::float32, 1, false, false},
      {"y", "outer*n*inner", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * inner,
      Extent() * outer * n * inner,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.broadcastMiddle(args, scratch));
}

bool runGather(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 4, 1, 0, 0},
      {"n", nullptr, 5, 1, 0, 0},
      {"inner", nullptr, 6, 1, 0, 0},
      {"count", nullptr, 7, 1, 0, 0},
      {"indexLength", nullptr, 8, 1, 0, 0},
      {"per", "place, element", 9, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 6)) return false;
  const int64_t outer = frame[4];
  const int64_t n = frame[5];
  const int64_t inner = frame[6];
  const int64_t count = frame[7];
  const int64_t indexLength = frame[8];
  const int64_t per = frame[9];
  if (!(indexLength == (per == 1 ? times(times(outer, count), inner) : count))) {
    static const NamedField named[] = {{"indexLength", 8, 0}, {"per", 9, 0}, {"outer", 4, 0}, {"count", 7, 0}, {"inner", 6, 0}};
    return check.broken(frame, {"indexLength == (per == 1 ? outer * count * inner : count)", named, 5});
  }
  GatherArgs args;
  args.outer = frame[4];
  args.n = frame[5];
  args.inner = frame[6];
  args.count = frame[7];
  args.indexLength = frame[8];
  args.per = static_cast<GatherPer>(frame[9]);
  static const BufferRule rules[] = {
      {"x", "outer*n*inner", ElementType::float32, 1, false, false},
      {"index", "indexLength", ElementType::int32, 2, false, false},
      {"y", "outer*count*inner", ElementType::float32, 3, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * n * inner,
      Extent() * indexLength,
      Extent() * outer * count * inner,
  };
  void* data[3];
  const BufferList list{rules, extents, data, 3, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.index = static_cast<const int32_t*>(data[1]);
  args.y = static_cast<float*>(data[2]);
  return check.status(kernels.gather(args, scratch));
}

bool runScatterAdd(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 4, 1, 0, 0},
      {"n", nullptr, 5, 1, 0, 0},
      {"inner", nullptr, 6, 1, 0, 0},
      {"count", nullptr, 7, 1, 0, 0},
      {"indexLength", nullptr, 8, 1, 0, 0},
      {"per", "place, element", 9, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 6)) return false;
  const int64_t outer = frame[4];
  const int64_t n = frame[5];
  const int64_t inner = frame[6];
  const int64_t count = frame[7];
  const int64_t indexLength = frame[8];
  const int64_t per = frame[9];
  if (!(indexLength == (per == 1 ? times(times(outer, count), inner) : count))) {
    static const NamedField named[] = {{"indexLength", 8, 0}, {"per", 9, 0}, {"outer", 4, 0}, {"count", 7, 0}, {"inner", 6, 0}};
    return check.broken(frame, {"indexLength == (per == 1 ? outer * count * inner : count)", named, 5});
  }
  ScatterAddArgs args;
  args.outer = frame[4];
  args.n = frame[5];
  args.inner = frame[6];
  args.count = frame[7];
  args.indexLength = frame[8];
  args.per = static_cast<ScatterAddPer>(frame[9]);
  static const BufferRule rules[] = {
      {"x", "outer*count*inner", ElementType::float32, 1, false, false},
      {"index", "indexLength", ElementType::int32, 2, false, false},
      {"y", "outer*n*inner", ElementType::float32, 3, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * count * inner,
      Extent() * indexLength,
      Extent() * outer * n * inner,
  };
  void* data[3];
  const BufferList list{rules, extents, data, 3, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.index = static_cast<const int32_t*>(data[1]);
  args.y = static_cast<float*>(data[2]);
  return check.status(kernels.scatterAdd(args, scratch));
}

bool runOneHot(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
      {"c", nullptr, 4, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 2)) return false;
  const int64_t n = frame[3];
  const int64_t c = frame[4];
  OneHotArgs args;
  args.n = frame[3];
  args.c = frame[4];
  static const BufferRule rules[] = {
      {"index", "n", ElementType::int32, 1, false, false},
      {"y", "n*c", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n * c,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.index = static_cast<const int32_t*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.oneHot(args, scratch));
}

bool runCumSum(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 3, 1, 0, 0},
      {"n", nullptr, 4, 1, 0, 0},
      {"inner", nullptr, 5, 1, 0, 0},
      {"reverse", nullptr, 6, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 4)) return false;
  const int64_t outer = frame[3];
  const int64_t n = frame[4];
  const int64_t inner = frame[5];
  CumSumArgs args;
  args.outer = frame[3];
  args.n = frame[4];
  args.inner = frame[5];
  args.reverse = frame[6] != 0;
  static const BufferRule rules[] = {
      {"x", "outer*n*inner", ElementType::float32, 1, false, false},
      {"y", "outer*n*inner", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * n * inner,
      Extent() * outer * n * inner,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.cumSum(args, scratch));
}

bool runArgSort(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"outer", nullptr, 3, 1, 0, 0},
      {"n", nullptr, 4, 1, 0, 0},
      {"inner", nullptr, 5, 1, 0, 0},
      {"descending", nullptr, 6, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 4)) return false;
  const int64_t outer = frame[3];
  const int64_t n = frame[4];
  const int64_t inner = frame[5];
  ArgSortArgs args;
  args.outer = frame[3];
  args.n = frame[4];
  args.inner = frame[5];
  args.descending = frame[6] != 0;
  static const BufferRule rules[] = {
      {"x", "outer*n*inner", ElementType::float32, 1, false, false},
      {"y", "outer*n*inner", ElementType::int32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * outer * n * inner,
      Extent() * outer * n * inner,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<int32_t*>(data[1]);
  return check.status(kernels.argSort(args, scratch));
}

bool runMatmul(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"batch", nullptr, 5, 1, 0, 0},
      {"aBatch", nullptr, 6, 1, 0, 0},
      {"bBatch", nullptr, 7, 1, 0, 0},
      {"m", nullptr, 8, 1, 0, 0},
      {"n", nullptr, 9, 1, 0, 0},
      {"k", nullptr, 10, 1, 0, 0},
      {"transposeA", nullptr, 11, 1, 0, 1},
      {"transposeB", nullptr, 12, 1, 0, 1},
      {"activation", "none, relu, sigmoid, tanh", 13, 1, 0, 3},
  };
  if (!check.fields(frame, fields, 9)) return false;
  const int64_t batch = frame[5];
  const int64_t aBatch = frame[6];
  const int64_t bBatch = frame[7];
  const int64_t m = frame[8];
  const int64_t n = frame[9];
  const int64_t k = frame[10];
  if (!(aBatch == batch || aBatch == 1)) {
    static const NamedField named[] = {{"aBatch", 6, 0}, {"batch", 5, 0}};
    return check.broken(frame, {"aBatch == batch || aBatch == 1", named, 2});
  }
  if (!(bBatch == batch || bBatch == 1)) {
    static const NamedField named[] = {{"bBatch", 7, 0}, {"batch", 5, 0}};
    return check.broken(frame, {"bBatch == batch || bBatch == 1", named, 2});
  }
  MatmulArgs args;
  args.batch = frame[5];
  args.aBatch = frame[6];
  args.bBatch = frame[7];
  args.m = frame[8];
  args.n = frame[9];
  args.k = frame[10];
  args.transposeA = frame[11] != 0;
  args.transposeB = frame[12] != 0;
  args.activation = static_cast<MatmulActivation>(frame[13]);
  static const BufferRule rules[] = {
      {"a", "aBatch*m*k", ElementType::float32, 1, false, false},
      {"b", "bBatch*k*n", ElementType::float32, 2, false, false},
      {"bias", "n", ElementType::float32, 3, false, true},
      {"c", "batch*m*n", ElementType::float32, 4, true, false},
  };
  const Extent extents[] = {
      Extent() * aBatch * m * k,
      Extent() * bBatch * k * n,
      Extent() * n,
      Extent() * batch * m * n,
  };
  void* data[4];
  const BufferList list{rules, extents, data, 4, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.a = static_cast<const float*>(data[0]);
  args.b = static_cast<const float*>(data[1]);
  args.bias = static_cast<const float*>(data[2]);
  args.c = static_cast<float*>(data[3]);
  return check.status(kernels.matmul(args, scratch));
}

bool runConv2d(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 5, 1, 0, 0},
      {"h", nullptr, 6, 1, 0, 0},
      {"w", nullptr, 7, 1, 0, 0},
      {"c", nullptr, 8, 1, 0, 0},
      {"oh", nullptr, 9, 1, 0, 0},
      {"ow", nullptr, 10, 1, 0, 0},
      {"o", nullptr, 11, 1, 0, 0},
      {"kh", nullptr, 12, 1, 1, 0},
      {"kw", nullptr, 13, 1, 1, 0},
      {"strideH", nullptr, 14, 1, 1, 0},
      {"strideW", nullptr, 15, 1, 1, 0},
      {"padTop", nullptr, 16, 1, 0, 0},
      {"padBottom", nullptr, 17, 1, 0, 0},
      {"padLeft", nullptr, 18, 1, 0, 0},
      {"padRight", nullptr, 19, 1, 0, 0},
      {"dilationH", nullptr, 20, 1, 1, 0},
      {"dilationW", nullptr, 21, 1, 1, 0},
      {"groups", nullptr, 22, 1, 1, 0},
      {"precision", "exact, fast", 23, 1, 0, 1},
      {"activation", "none, relu", 24, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 20)) return false;
  const int64_t n = frame[5];
  const int64_t h = frame[6];
  const int64_t w = frame[7];
  const int64_t c = frame[8];
  const int64_t oh = frame[9];
  const int64_t ow = frame[10];
  const int64_t o = frame[11];
  const int64_t kh = frame[12];
  const int64_t kw = frame[13];
  const int64_t strideH = frame[14];
  const int64_t strideW = frame[15];
  const int64_t padTop = frame[16];
  const int64_t padBottom = frame[17];
  const int64_t padLeft = frame[18];
  const int64_t padRight = frame[19];
  const int64_t dilationH = frame[20];
  const int64_t dilationW = frame[21];
  const int64_t groups = frame[22];
  if (!(c % groups == 0)) {
    static const NamedField named[] = {{"c", 8, 0}, {"groups", 22, 0}};
    return check.broken(frame, {"c % groups == 0", named, 2});
  }
  if (!(o % groups == 0)) {
    static const NamedField named[] = {{"o", 11, 0}, {"groups", 22, 0}};
    return check.broken(frame, {"o % groups == 0", named, 2});
  }
  if (!(oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH))) {
    static const NamedField named[] = {{"oh", 9, 0}, {"h", 6, 0}, {"padTop", 16, 0}, {"padBottom", 17, 0}, {"kh", 12, 0}, {"strideH", 14, 0}, {"dilationH", 20, 0}};
    return check.broken(frame, {"oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH)", named, 7});
  }
  if (!(ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW))) {
    static const NamedField named[] = {{"ow", 10, 0}, {"w", 7, 0}, {"padLeft", 18, 0}, {"padRight", 19, 0}, {"kw", 13, 0}, {"strideW", 15, 0}, {"dilationW", 21, 0}};
    return check.broken(frame, {"ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW)", named, 7});
  }
  Conv2dArgs args;
  args.n = frame[5];
  args.h = frame[6];
  args.w = frame[7];
  args.c = frame[8];
  args.oh = frame[9];
  args.ow = frame[10];
  args.o = frame[11];
  args.kh = frame[12];
  args.kw = frame[13];
  args.strideH = frame[14];
  args.strideW = frame[15];
  args.padTop = frame[16];
  args.padBottom = frame[17];
  args.padLeft = frame[18];
  args.padRight = frame[19];
  args.dilationH = frame[20];
  args.dilationW = frame[21];
  args.groups = frame[22];
  args.precision = static_cast<Conv2dPrecision>(frame[23]);
  args.activation = static_cast<Conv2dActivation>(frame[24]);
  static const BufferRule rules[] = {
      {"x", "n*h*w*c", ElementType::float32, 1, false, false},
      {"weight", "kh*kw*c/groups*o", ElementType::float32, 2, false, false},
      {"bias", "o", ElementType::float32, 3, false, true},
      {"y", "n*oh*ow*o", ElementType::float32, 4, true, false},
  };
  const Extent extents[] = {
      Extent() * n * h * w * c,
      Extent() * kh * kw * (c / groups) * o,
      Extent() * o,
      Extent() * n * oh * ow * o,
  };
  void* data[4];
  const BufferList list{rules, extents, data, 4, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.weight = static_cast<const float*>(data[1]);
  args.bias = static_cast<const float*>(data[2]);
  args.y = static_cast<float*>(data[3]);
  return check.status(kernels.conv2d(args, scratch));
}

bool runConv2dInputGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 4, 1, 0, 0},
      {"h", nullptr, 5, 1, 0, 0},
      {"w", nullptr, 6, 1, 0, 0},
      {"c", nullptr, 7, 1, 0, 0},
      {"oh", nullptr, 8, 1, 0, 0},
      {"ow", nullptr, 9, 1, 0, 0},
      {"o", nullptr, 10, 1, 0, 0},
      {"kh", nullptr, 11, 1, 1, 0},
      {"kw", nullptr, 12, 1, 1, 0},
      {"strideH", nullptr, 13, 1, 1, 0},
      {"strideW", nullptr, 14, 1, 1, 0},
      {"padTop", nullptr, 15, 1, 0, 0},
      {"padBottom", nullptr, 16, 1, 0, 0},
      {"padLeft", nullptr, 17, 1, 0, 0},
      {"padRight", nullptr, 18, 1, 0, 0},
      {"dilationH", nullptr, 19, 1, 1, 0},
      {"dilationW", nullptr, 20, 1, 1, 0},
      {"groups", nullptr, 21, 1, 1, 0},
      {"precision", "exact, fast", 22, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 19)) return false;
  const int64_t n = frame[4];
  const int64_t h = frame[5];
  const int64_t w = frame[6];
  const int64_t c = frame[7];
  const int64_t oh = frame[8];
  const int64_t ow = frame[9];
  const int64_t o = frame[10];
  const int64_t kh = frame[11];
  const int64_t kw = frame[12];
  const int64_t strideH = frame[13];
  const int64_t strideW = frame[14];
  const int64_t padTop = frame[15];
  const int64_t padBottom = frame[16];
  const int64_t padLeft = frame[17];
  const int64_t padRight = frame[18];
  const int64_t dilationH = frame[19];
  const int64_t dilationW = frame[20];
  const int64_t groups = frame[21];
  if (!(c % groups == 0)) {
    static const NamedField named[] = {{"c", 7, 0}, {"groups", 21, 0}};
    return check.broken(frame, {"c % groups == 0", named, 2});
  }
  if (!(o % groups == 0)) {
    static const NamedField named[] = {{"o", 10, 0}, {"groups", 21, 0}};
    return check.broken(frame, {"o % groups == 0", named, 2});
  }
  if (!(oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH))) {
    static const NamedField named[] = {{"oh", 8, 0}, {"h", 5, 0}, {"padTop", 15, 0}, {"padBottom", 16, 0}, {"kh", 11, 0}, {"strideH", 13, 0}, {"dilationH", 19, 0}};
    return check.broken(frame, {"oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH)", named, 7});
  }
  if (!(ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW))) {
    static const NamedField named[] = {{"ow", 9, 0}, {"w", 6, 0}, {"padLeft", 17, 0}, {"padRight", 18, 0}, {"kw", 12, 0}, {"strideW", 14, 0}, {"dilationW", 20, 0}};
    return check.broken(frame, {"ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW)", named, 7});
  }
  Conv2dInputGradArgs args;
  args.n = frame[4];
  args.h = frame[5];
  args.w = frame[6];
  args.c = frame[7];
  args.oh = frame[8];
  args.ow = frame[9];
  args.o = frame[10];
  args.kh = frame[11];
  args.kw = frame[12];
  args.strideH = frame[13];
  args.strideW = frame[14];
  args.padTop = frame[15];
  args.padBottom = frame[16];
  args.padLeft = frame[17];
  args.padRight = frame[18];
  args.dilationH = frame[19];
  args.dilationW = frame[20];
  args.groups = frame[21];
  args.precision = static_cast<Conv2dInputGradPrecision>(frame[22]);
  static const BufferRule rules[] = {
      {"dy", "n*oh*ow*o", ElementType::float32, 1, false, false},
      {"weight", "kh*kw*c/groups*o", ElementType::float32, 2, false, false},
      {"dx", "n*h*w*c", ElementType::float32, 3, true, false},
  };
  const Extent extents[] = {
      Extent() * n * oh * ow * o,
      Extent() * kh * kw * (c / groups) * o,
      Extent() * n * h * w * c,
  };
  void* data[3];
  const BufferList list{rules, extents, data, 3, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.dy = static_cast<const float*>(data[0]);
  args.weight = static_cast<const float*>(data[1]);
  args.dx = static_cast<float*>(data[2]);
  return check.status(kernels.conv2dInputGrad(args, scratch));
}

bool runConv2dWeightGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 5, 1, 0, 0},
      {"h", nullptr, 6, 1, 0, 0},
      {"w", nullptr, 7, 1, 0, 0},
      {"c", nullptr, 8, 1, 0, 0},
      {"oh", nullptr, 9, 1, 0, 0},
      {"ow", nullptr, 10, 1, 0, 0},
      {"o", nullptr, 11, 1, 0, 0},
      {"kh", nullptr, 12, 1, 1, 0},
      {"kw", nullptr, 13, 1, 1, 0},
      {"strideH", nullptr, 14, 1, 1, 0},
      {"strideW", nullptr, 15, 1, 1, 0},
      {"padTop", nullptr, 16, 1, 0, 0},
      {"padBottom", nullptr, 17, 1, 0, 0},
      {"padLeft", nullptr, 18, 1, 0, 0},
      {"padRight", nullptr, 19, 1, 0, 0},
      {"dilationH", nullptr, 20, 1, 1, 0},
      {"dilationW", nullptr, 21, 1, 1, 0},
      {"groups", nullptr, 22, 1, 1, 0},
      {"precision", "exact, fast", 23, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 19)) return false;
  const int64_t n = frame[5];
  const int64_t h = frame[6];
  const int64_t w = frame[7];
  const int64_t c = frame[8];
  const int64_t oh = frame[9];
  const int64_t ow = frame[10];
  const int64_t o = frame[11];
  const int64_t kh = frame[12];
  const int64_t kw = frame[13];
  const int64_t strideH = frame[14];
  const int64_t strideW = frame[15];
  const int64_t padTop = frame[16];
  const int64_t padBottom = frame[17];
  const int64_t padLeft = frame[18];
  const int64_t padRight = frame[19];
  const int64_t dilationH = frame[20];
  const int64_t dilationW = frame[21];
  const int64_t groups = frame[22];
  if (!(c % groups == 0)) {
    static const NamedField named[] = {{"c", 8, 0}, {"groups", 22, 0}};
    return check.broken(frame, {"c % groups == 0", named, 2});
  }
  if (!(o % groups == 0)) {
    static const NamedField named[] = {{"o", 11, 0}, {"groups", 22, 0}};
    return check.broken(frame, {"o % groups == 0", named, 2});
  }
  if (!(oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH))) {
    static const NamedField named[] = {{"oh", 9, 0}, {"h", 6, 0}, {"padTop", 16, 0}, {"padBottom", 17, 0}, {"kh", 12, 0}, {"strideH", 14, 0}, {"dilationH", 20, 0}};
    return check.broken(frame, {"oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH)", named, 7});
  }
  if (!(ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW))) {
    static const NamedField named[] = {{"ow", 10, 0}, {"w", 7, 0}, {"padLeft", 18, 0}, {"padRight", 19, 0}, {"kw", 13, 0}, {"strideW", 15, 0}, {"dilationW", 21, 0}};
    return check.broken(frame, {"ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW)", named, 7});
  }
  Conv2dWeightGradArgs args;
  args.n = frame[5];
  args.h = frame[6];
  args.w = frame[7];
  args.c = frame[8];
  args.oh = frame[9];
  args.ow = frame[10];
  args.o = frame[11];
  args.kh = frame[12];
  args.kw = frame[13];
  args.strideH = frame[14];
  args.strideW = frame[15];
  args.padTop = frame[16];
  args.padBottom = frame[17];
  args.padLeft = frame[18];
  args.padRight = frame[19];
  args.dilationH = frame[20];
  args.dilationW = frame[21];
  args.groups = frame[22];
  args.precision = static_cast<Conv2dWeightGradPrecision>(frame[23]);
  static const BufferRule rules[] = {
      {"x", "n*h*w*c", ElementType::float32, 1, false, false},
      {"dy", "n*oh*ow*o", ElementType::float32, 2, false, false},
      {"dweight", "kh*kw*c/groups*o", ElementType::float32, 3, true, false},
      {"dbias", "o", ElementType::float32, 4, true, true},
  };
  const Extent extents[] = {
      Extent() * n * h * w * c,
      Extent() * n * oh * ow * o,
      Extent() * kh * kw * (c / groups) * o,
      Extent() * o,
  };
  void* data[4];
  const BufferList list{rules, extents, data, 4, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.dy = static_cast<const float*>(data[1]);
  args.dweight = static_cast<float*>(data[2]);
  args.dbias = static_cast<float*>(data[3]);
  return check.status(kernels.conv2dWeightGrad(args, scratch));
}

bool runMaxPool2d(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 4, 1, 0, 0},
      {"h", nullptr, 5, 1, 0, 0},
      {"w", nullptr, 6, 1, 0, 0},
      {"c", nullptr, 7, 1, 0, 0},
      {"oh", nullptr, 8, 1, 0, 0},
      {"ow", nullptr, 9, 1, 0, 0},
      {"kh", nullptr, 10, 1, 1, 0},
      {"kw", nullptr, 11, 1, 1, 0},
      {"strideH", nullptr, 12, 1, 1, 0},
      {"strideW", nullptr, 13, 1, 1, 0},
      {"padTop", nullptr, 14, 1, 0, 0},
      {"padBottom", nullptr, 15, 1, 0, 0},
      {"padLeft", nullptr, 16, 1, 0, 0},
      {"padRight", nullptr, 17, 1, 0, 0},
      {"dilationH", nullptr, 18, 1, 1, 0},
      {"dilationW", nullptr, 19, 1, 1, 0},
  };
  if (!check.fields(frame, fields, 16)) return false;
  const int64_t n = frame[4];
  const int64_t h = frame[5];
  const int64_t w = frame[6];
  const int64_t c = frame[7];
  const int64_t oh = frame[8];
  const int64_t ow = frame[9];
  const int64_t kh = frame[10];
  const int64_t kw = frame[11];
  const int64_t strideH = frame[12];
  const int64_t strideW = frame[13];
  const int64_t padTop = frame[14];
  const int64_t padLeft = frame[16];
  if (!((oh - 1) * strideH < h + padTop)) {
    static const NamedField named[] = {{"oh", 8, 0}, {"strideH", 12, 0}, {"h", 5, 0}, {"padTop", 14, 0}};
    return check.broken(frame, {"(oh - 1) * strideH < h + padTop", named, 4});
  }
  if (!((ow - 1) * strideW < w + padLeft)) {
    static const NamedField named[] = {{"ow", 9, 0}, {"strideW", 13, 0}, {"w", 6, 0}, {"padLeft", 16, 0}};
    return check.broken(frame, {"(ow - 1) * strideW < w + padLeft", named, 4});
  }
  if (!(kh * kw <= 256)) {
    static const NamedField named[] = {{"kh", 10, 0}, {"kw", 11, 0}};
    return check.broken(frame, {"kh * kw <= 256", named, 2});
  }
  MaxPool2dArgs args;
  args.n = frame[4];
  args.h = frame[5];
  args.w = frame[6];
  args.c = frame[7];
  args.oh = frame[8];
  args.ow = frame[9];
  args.kh = frame[10];
  args.kw = frame[11];
  args.strideH = frame[12];
  args.strideW = frame[13];
  args.padTop = frame[14];
  args.padBottom = frame[15];
  args.padLeft = frame[16];
  args.padRight = frame[17];
  args.dilationH = frame[18];
  args.dilationW = frame[19];
  static const BufferRule rules[] = {
      {"x", "n*h*w*c", ElementType::float32, 1, false, false},
      {"y", "n*oh*ow*c", ElementType::float32, 2, true, false},
      {"tap", "n*oh*ow*c", ElementType::uint8, 3, true, true},
  };
  const Extent extents[] = {
      Extent() * n * h * w * c,
      Extent() * n * oh * ow * c,
      Extent() * n * oh * ow * c,
  };
  void* data[3];
  const BufferList list{rules, extents, data, 3, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  args.tap = static_cast<uint8_t*>(data[2]);
  return check.status(kernels.maxPool2d(args, scratch));
}

bool runMaxPool2dGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 4, 1, 0, 0},
      {"h", nullptr, 5, 1, 0, 0},
      {"w", nullptr, 6, 1, 0, 0},
      {"c", nullptr, 7, 1, 0, 0},
      {"oh", nullptr, 8, 1, 0, 0},
      {"ow", nullptr, 9, 1, 0, 0},
      {"kh", nullptr, 10, 1, 1, 0},
      {"kw", nullptr, 11, 1, 1, 0},
      {"strideH", nullptr, 12, 1, 1, 0},
      {"strideW", nullptr, 13, 1, 1, 0},
      {"padTop", nullptr, 14, 1, 0, 0},
      {"padBottom", nullptr, 15, 1, 0, 0},
      {"padLeft", nullptr, 16, 1, 0, 0},
      {"padRight", nullptr, 17, 1, 0, 0},
      {"dilationH", nullptr, 18, 1, 1, 0},
      {"dilationW", nullptr, 19, 1, 1, 0},
  };
  if (!check.fields(frame, fields, 16)) return false;
  const int64_t n = frame[4];
  const int64_t h = frame[5];
  const int64_t w = frame[6];
  const int64_t c = frame[7];
  const int64_t oh = frame[8];
  const int64_t ow = frame[9];
  const int64_t kh = frame[10];
  const int64_t kw = frame[11];
  const int64_t strideH = frame[12];
  const int64_t strideW = frame[13];
  const int64_t padTop = frame[14];
  const int64_t padLeft = frame[16];
  if (!((oh - 1) * strideH < h + padTop)) {
    static const NamedField named[] = {{"oh", 8, 0}, {"strideH", 12, 0}, {"h", 5, 0}, {"padTop", 14, 0}};
    return check.broken(frame, {"(oh - 1) * strideH < h + padTop", named, 4});
  }
  if (!((ow - 1) * strideW < w + padLeft)) {
    static const NamedField named[] = {{"ow", 9, 0}, {"strideW", 13, 0}, {"w", 6, 0}, {"padLeft", 16, 0}};
    return check.broken(frame, {"(ow - 1) * strideW < w + padLeft", named, 4});
  }
  if (!(kh * kw <= 256)) {
    static const NamedField named[] = {{"kh", 10, 0}, {"kw", 11, 0}};
    return check.broken(frame, {"kh * kw <= 256", named, 2});
  }
  MaxPool2dGradArgs args;
  args.n = frame[4];
  args.h = frame[5];
  args.w = frame[6];
  args.c = frame[7];
  args.oh = frame[8];
  args.ow = frame[9];
  args.kh = frame[10];
  args.kw = frame[11];
  args.strideH = frame[12];
  args.strideW = frame[13];
  args.padTop = frame[14];
  args.padBottom = frame[15];
  args.padLeft = frame[16];
  args.padRight = frame[17];
  args.dilationH = frame[18];
  args.dilationW = frame[19];
  static const BufferRule rules[] = {
      {"dy", "n*oh*ow*c", ElementType::float32, 1, false, false},
      {"tap", "n*oh*ow*c", ElementType::uint8, 2, false, false},
      {"dx", "n*h*w*c", ElementType::float32, 3, true, false},
  };
  const Extent extents[] = {
      Extent() * n * oh * ow * c,
      Extent() * n * oh * ow * c,
      Extent() * n * h * w * c,
  };
  void* data[3];
  const BufferList list{rules, extents, data, 3, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.dy = static_cast<const float*>(data[0]);
  args.tap = static_cast<const uint8_t*>(data[1]);
  args.dx = static_cast<float*>(data[2]);
  return check.status(kernels.maxPool2dGrad(args, scratch));
}

bool runAvgPool2d(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
      {"h", nullptr, 4, 1, 0, 0},
      {"w", nullptr, 5, 1, 0, 0},
      {"c", nullptr, 6, 1, 0, 0},
      {"oh", nullptr, 7, 1, 0, 0},
      {"ow", nullptr, 8, 1, 0, 0},
      {"kh", nullptr, 9, 1, 1, 0},
      {"kw", nullptr, 10, 1, 1, 0},
      {"strideH", nullptr, 11, 1, 1, 0},
      {"strideW", nullptr, 12, 1, 1, 0},
      {"padTop", nullptr, 13, 1, 0, 0},
      {"padBottom", nullptr, 14, 1, 0, 0},
      {"padLeft", nullptr, 15, 1, 0, 0},
      {"padRight", nullptr, 16, 1, 0, 0},
      {"dilationH", nullptr, 17, 1, 1, 0},
      {"dilationW", nullptr, 18, 1, 1, 0},
      {"countIncludePad", nullptr, 19, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 17)) return false;
  const int64_t n = frame[3];
  const int64_t h = frame[4];
  const int64_t w = frame[5];
  const int64_t c = frame[6];
  const int64_t oh = frame[7];
  const int64_t ow = frame[8];
  const int64_t strideH = frame[11];
  const int64_t strideW = frame[12];
  const int64_t padTop = frame[13];
  const int64_t padLeft = frame[15];
  if (!((oh - 1) * strideH < h + padTop)) {
    static const NamedField named[] = {{"oh", 7, 0}, {"strideH", 11, 0}, {"h", 4, 0}, {"padTop", 13, 0}};
    return check.broken(frame, {"(oh - 1) * strideH < h + padTop", named, 4});
  }
  if (!((ow - 1) * strideW < w + padLeft)) {
    static const NamedField named[] = {{"ow", 8, 0}, {"strideW", 12, 0}, {"w", 5, 0}, {"padLeft", 15, 0}};
    return check.broken(frame, {"(ow - 1) * strideW < w + padLeft", named, 4});
  }
  AvgPool2dArgs args;
  args.n = frame[3];
  args.h = frame[4];
  args.w = frame[5];
  args.c = frame[6];
  args.oh = frame[7];
  args.ow = frame[8];
  args.kh = frame[9];
  args.kw = frame[10];
  args.strideH = frame[11];
  args.strideW = frame[12];
  args.padTop = frame[13];
  args.padBottom = frame[14];
  args.padLeft = frame[15];
  args.padRight = frame[16];
  args.dilationH = frame[17];
  args.dilationW = frame[18];
  args.countIncludePad = frame[19] != 0;
  static const BufferRule rules[] = {
      {"x", "n*h*w*c", ElementType::float32, 1, false, false},
      {"y", "n*oh*ow*c", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n * h * w * c,
      Extent() * n * oh * ow * c,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.avgPool2d(args, scratch));
}

bool runAvgPool2dGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
      {"h", nullptr, 4, 1, 0, 0},
      {"w", nullptr, 5, 1, 0, 0},
      {"c", nullptr, 6, 1, 0, 0},
      {"oh", nullptr, 7, 1, 0, 0},
      {"ow", nullptr, 8, 1, 0, 0},
      {"kh", nullptr, 9, 1, 1, 0},
      {"kw", nullptr, 10, 1, 1, 0},
      {"strideH", nullptr, 11, 1, 1, 0},
      {"strideW", nullptr, 12, 1, 1, 0},
      {"padTop", nullptr, 13, 1, 0, 0},
      {"padBottom", nullptr, 14, 1, 0, 0},
      {"padLeft", nullptr, 15, 1, 0, 0},
      {"padRight", nullptr, 16, 1, 0, 0},
      {"dilationH", nullptr, 17, 1, 1, 0},
      {"dilationW", nullptr, 18, 1, 1, 0},
      {"countIncludePad", nullptr, 19, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 17)) return false;
  const int64_t n = frame[3];
  const int64_t h = frame[4];
  const int64_t w = frame[5];
  const int64_t c = frame[6];
  const int64_t oh = frame[7];
  const int64_t ow = frame[8];
  const int64_t strideH = frame[11];
  const int64_t strideW = frame[12];
  const int64_t padTop = frame[13];
  const int64_t padLeft = frame[15];
  if (!((oh - 1) * strideH < h + padTop)) {
    static const NamedField named[] = {{"oh", 7, 0}, {"strideH", 11, 0}, {"h", 4, 0}, {"padTop", 13, 0}};
    return check.broken(frame, {"(oh - 1) * strideH < h + padTop", named, 4});
  }
  if (!((ow - 1) * strideW < w + padLeft)) {
    static const NamedField named[] = {{"ow", 8, 0}, {"strideW", 12, 0}, {"w", 5, 0}, {"padLeft", 15, 0}};
    return check.broken(frame, {"(ow - 1) * strideW < w + padLeft", named, 4});
  }
  AvgPool2dGradArgs args;
  args.n = frame[3];
  args.h = frame[4];
  args.w = frame[5];
  args.c = frame[6];
  args.oh = frame[7];
  args.ow = frame[8];
  args.kh = frame[9];
  args.kw = frame[10];
  args.strideH = frame[11];
  args.strideW = frame[12];
  args.padTop = frame[13];
  args.padBottom = frame[14];
  args.padLeft = frame[15];
  args.padRight = frame[16];
  args.dilationH = frame[17];
  args.dilationW = frame[18];
  args.countIncludePad = frame[19] != 0;
  static const BufferRule rules[] = {
      {"dy", "n*oh*ow*c", ElementType::float32, 1, false, false},
      {"dx", "n*h*w*c", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n * oh * ow * c,
      Extent() * n * h * w * c,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.dy = static_cast<const float*>(data[0]);
  args.dx = static_cast<float*>(data[1]);
  return check.status(kernels.avgPool2dGrad(args, scratch));
}

bool runBatchNorm(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"m", nullptr, 10, 1, 1, 0},
      {"c", nullptr, 11, 1, 0, 0},
      {"activation", "none, relu", 14, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 3)) return false;
  const int64_t m = frame[10];
  const int64_t c = frame[11];
  BatchNormArgs args;
  args.m = frame[10];
  args.c = frame[11];
  __builtin_memcpy(&args.eps, frame + 12, sizeof(float));
  __builtin_memcpy(&args.momentum, frame + 13, sizeof(float));
  args.activation = static_cast<BatchNormActivation>(frame[14]);
  static const BufferRule rules[] = {
      {"x", "m*c", ElementType::float32, 1, false, false},
      {"residual", "m*c", ElementType::float32, 2, false, true},
      {"gamma", "c", ElementType::float32, 3, false, true},
      {"beta", "c", ElementType::float32, 4, false, true},
      {"y", "m*c", ElementType::float32, 5, true, false},
      {"mean", "c", ElementType::float32, 6, true, false},
      {"rstd", "c", ElementType::float32, 7, true, false},
      {"runningMean", "c", ElementType::float32, 8, true, true},
      {"runningVar", "c", ElementType::float32, 9, true, true},
  };
  const Extent extents[] = {
      Extent() * m * c,
      Extent() * m * c,
      Extent() * c,
      Extent() * c,
      Extent() * m * c,
      Extent() * c,
      Extent() * c,
      Extent() * c,
      Extent() * c,
  };
  void* data[9];
  const BufferList list{rules, extents, data, 9, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.residual = static_cast<const float*>(data[1]);
  args.gamma = static_cast<const float*>(data[2]);
  args.beta = static_cast<const float*>(data[3]);
  args.y = static_cast<float*>(data[4]);
  args.mean = static_cast<float*>(data[5]);
  args.rstd = static_cast<float*>(data[6]);
  args.runningMean = static_cast<float*>(data[7]);
  args.runningVar = static_cast<float*>(data[8]);
  return check.status(kernels.batchNorm(args, scratch));
}

bool runBatchNormGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"m", nullptr, 12, 1, 1, 0},
      {"c", nullptr, 13, 1, 0, 0},
      {"activation", "none, relu", 14, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 3)) return false;
  const int64_t m = frame[12];
  const int64_t c = frame[13];
  BatchNormGradArgs args;
  args.m = frame[12];
  args.c = frame[13];
  args.activation = static_cast<BatchNormGradActivation>(frame[14]);
  static const BufferRule rules[] = {
      {"x", "m*c", ElementType::float32, 1, false, false},
      {"dy", "m*c", ElementType::float32, 2, false, false},
      {"y", "m*c", ElementType::float32, 3, false, true},
      {"gamma", "c", ElementType::float32, 4, false, true},
      {"beta", "c", ElementType::float32, 5, false, true},
      {"mean", "c", ElementType::float32, 6, false, false},
      {"rstd", "c", ElementType::float32, 7, false, false},
      {"dx", "m*c", ElementType::float32, 8, true, true},
      {"dresidual", "m*c", ElementType::float32, 9, true, true},
      {"dgamma", "c", ElementType::float32, 10, true, true},
      {"dbeta", "c", ElementType::float32, 11, true, true},
  };
  const Extent extents[] = {
      Extent() * m * c,
      Extent() * m * c,
      Extent() * m * c,
      Extent() * c,
      Extent() * c,
      Extent() * c,
      Extent() * c,
      Extent() * m * c,
      Extent() * m * c,
      Extent() * c,
      Extent() * c,
  };
  void* data[11];
  const BufferList list{rules, extents, data, 11, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.dy = static_cast<const float*>(data[1]);
  args.y = static_cast<const float*>(data[2]);
  args.gamma = static_cast<const float*>(data[3]);
  args.beta = static_cast<const float*>(data[4]);
  args.mean = static_cast<const float*>(data[5]);
  args.rstd = static_cast<const float*>(data[6]);
  args.dx = static_cast<float*>(data[7]);
  args.dresidual = static_cast<float*>(data[8]);
  args.dgamma = static_cast<float*>(data[9]);
  args.dbeta = static_cast<float*>(data[10]);
  return check.status(kernels.batchNormGrad(args, scratch));
}

bool runBatchNormInference(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"m", nullptr, 8, 1, 0, 0},
      {"c", nullptr, 9, 1, 0, 0},
      {"activation", "none, relu", 11, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 3)) return false;
  const int64_t m = frame[8];
  const int64_t c = frame[9];
  BatchNormInferenceArgs args;
  args.m = frame[8];
  args.c = frame[9];
  __builtin_memcpy(&args.eps, frame + 10, sizeof(float));
  args.activation = static_cast<BatchNormInferenceActivation>(frame[11]);
  static const BufferRule rules[] = {
      {"x", "m*c", ElementType::float32, 1, false, false},
      {"residual", "m*c", ElementType::float32, 2, false, true},
      {"gamma", "c", ElementType::float32, 3, false, true},
      {"beta", "c", ElementType::float32, 4, false, true},
      {"mean", "c", ElementType::float32, 5, false, false},
      {"variance", "c", ElementType::float32, 6, false, false},
      {"y", "m*c", ElementType::float32, 7, true, false},
  };
  const Extent extents[] = {
      Extent() * m * c,
      Extent() * m * c,
      Extent() * c,
      Extent() * c,
      Extent() * c,
      Extent() * c,
      Extent() * m * c,
  };
  void* data[7];
  const BufferList list{rules, extents, data, 7, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.residual = static_cast<const float*>(data[1]);
  args.gamma = static_cast<const float*>(data[2]);
  args.beta = static_cast<const float*>(data[3]);
  args.mean = static_cast<const float*>(data[4]);
  args.variance = static_cast<const float*>(data[5]);
  args.y = static_cast<float*>(data[6]);
  return check.status(kernels.batchNormInference(args, scratch));
}

bool runBatchNormInferenceGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"m", nullptr, 12, 1, 0, 0},
      {"c", nullptr, 13, 1, 0, 0},
      {"activation", "none, relu", 15, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 3)) return false;
  const int64_t m = frame[12];
  const int64_t c = frame[13];
  BatchNormInferenceGradArgs args;
  args.m = frame[12];
  args.c = frame[13];
  __builtin_memcpy(&args.eps, frame + 14, sizeof(float));
  args.activation = static_cast<BatchNormInferenceGradActivation>(frame[15]);
  static const BufferRule rules[] = {
      {"x", "m*c", ElementType::float32, 1, false, false},
      {"dy", "m*c", ElementType::float32, 2, false, false},
      {"y", "m*c", ElementType::float32, 3, false, true},
      {"gamma", "c", ElementType::float32, 4, false, true},
      {"beta", "c", ElementType::float32, 5, false, true},
      {"mean", "c", ElementType::float32, 6, false, false},
      {"variance", "c", ElementType::float32, 7, false, false},
      {"dx", "m*c", ElementType::float32, 8, true, true},
      {"dresidual", "m*c", ElementType::float32, 9, true, true},
      {"dgamma", "c", ElementType::float32, 10, true, true},
      {"dbeta", "c", ElementType::float32, 11, true, true},
  };
  const Extent extents[] = {
      Extent() * m * c,
      Extent() * m * c,
      Extent() * m * c,
      Extent() * c,
      Extent() * c,
      Extent() * c,
      Extent() * c,
      Extent() * m * c,
      Extent() * m * c,
      Extent() * c,
      Extent() * c,
  };
  void* data[11];
  const BufferList list{rules, extents, data, 11, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.dy = static_cast<const float*>(data[1]);
  args.y = static_cast<const float*>(data[2]);
  args.gamma = static_cast<const float*>(data[3]);
  args.beta = static_cast<const float*>(data[4]);
  args.mean = static_cast<const float*>(data[5]);
  args.variance = static_cast<const float*>(data[6]);
  args.dx = static_cast<float*>(data[7]);
  args.dresidual = static_cast<float*>(data[8]);
  args.dgamma = static_cast<float*>(data[9]);
  args.dbeta = static_cast<float*>(data[10]);
  return check.status(kernels.batchNormInferenceGrad(args, scratch));
}

bool runGroupNorm(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 7, 1, 1, 0},
      {"s", nullptr, 8, 1, 1, 0},
      {"groups", nullptr, 9, 1, 1, 0},
      {"k", nullptr, 10, 1, 1, 0},
      {"center", nullptr, 12, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 5)) return false;
  const int64_t n = frame[7];
  const int64_t s = frame[8];
  const int64_t groups = frame[9];
  const int64_t k = frame[10];
  GroupNormArgs args;
  args.n = frame[7];
  args.s = frame[8];
  args.groups = frame[9];
  args.k = frame[10];
  __builtin_memcpy(&args.eps, frame + 11, sizeof(float));
  args.center = frame[12] != 0;
  static const BufferRule rules[] = {
      {"x", "n*s*groups*k", ElementType::float32, 1, false, false},
      {"gamma", "groups*k", ElementType::float32, 2, false, true},
      {"beta", "groups*k", ElementType::float32, 3, false, true},
      {"y", "n*s*groups*k", ElementType::float32, 4, true, false},
      {"mean", "n*groups*2", ElementType::float32, 5, true, false},
      {"rstd", "n*groups", ElementType::float32, 6, true, false},
  };
  const Extent extents[] = {
      Extent() * n * s * groups * k,
      Extent() * groups * k,
      Extent() * groups * k,
      Extent() * n * s * groups * k,
      Extent() * n * groups * 2,
      Extent() * n * groups,
  };
  void* data[6];
  const BufferList list{rules, extents, data, 6, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.gamma = static_cast<const float*>(data[1]);
  args.beta = static_cast<const float*>(data[2]);
  args.y = static_cast<float*>(data[3]);
  args.mean = static_cast<float*>(data[4]);
  args.rstd = static_cast<float*>(data[5]);
  return check.status(kernels.groupNorm(args, scratch));
}

bool runGroupNormGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 9, 1, 1, 0},
      {"s", nullptr, 10, 1, 1, 0},
      {"groups", nullptr, 11, 1, 1, 0},
      {"k", nullptr, 12, 1, 1, 0},
      {"center", nullptr, 13, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 5)) return false;
  const int64_t n = frame[9];
  const int64_t s = frame[10];
  const int64_t groups = frame[11];
  const int64_t k = frame[12];
  GroupNormGradArgs args;
  args.n = frame[9];
  args.s = frame[10];
  args.groups = frame[11];
  args.k = frame[12];
  args.center = frame[13] != 0;
  static const BufferRule rules[] = {
      {"x", "n*s*groups*k", ElementType::float32, 1, false, false},
      {"dy", "n*s*groups*k", ElementType::float32, 2, false, false},
      {"gamma", "groups*k", ElementType::float32, 3, false, true},
      {"mean", "n*groups*2", ElementType::float32, 4, false, false},
      {"rstd", "n*groups", ElementType::float32, 5, false, false},
      {"dx", "n*s*groups*k", ElementType::float32, 6, true, true},
      {"dgamma", "groups*k", ElementType::float32, 7, true, true},
      {"dbeta", "groups*k", ElementType::float32, 8, true, true},
  };
  const Extent extents[] = {
      Extent() * n * s * groups * k,
      Extent() * n * s * groups * k,
      Extent() * groups * k,
      Extent() * n * groups * 2,
      Extent() * n * groups,
      Extent() * n * s * groups * k,
      Extent() * groups * k,
      Extent() * groups * k,
  };
  void* data[8];
  const BufferList list{rules, extents, data, 8, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.dy = static_cast<const float*>(data[1]);
  args.gamma = static_cast<const float*>(data[2]);
  args.mean = static_cast<const float*>(data[3]);
  args.rstd = static_cast<const float*>(data[4]);
  args.dx = static_cast<float*>(data[5]);
  args.dgamma = static_cast<float*>(data[6]);
  args.dbeta = static_cast<float*>(data[7]);
  return check.status(kernels.groupNormGrad(args, scratch));
}

bool runCrossEntropy(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"lossLength", nullptr, 5, 1, 0, 0},
      {"n", nullptr, 6, 1, 0, 0},
      {"c", nullptr, 7, 1, 1, 0},
      {"reduction", "none, mean, sum", 8, 1, 0, 2},
      {"hasIgnoreIndex", nullptr, 9, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 5)) return false;
  const int64_t lossLength = frame[5];
  const int64_t n = frame[6];
  const int64_t c = frame[7];
  const int64_t reduction = frame[8];
  if (!(lossLength == (reduction == 0 ? n : 1))) {
    static const NamedField named[] = {{"lossLength", 5, 0}, {"reduction", 8, 0}, {"n", 6, 0}};
    return check.broken(frame, {"lossLength == (reduction == 0 ? n : 1)", named, 3});
  }
  CrossEntropyArgs args;
  args.lossLength = frame[5];
  args.n = frame[6];
  args.c = frame[7];
  args.reduction = static_cast<CrossEntropyReduction>(frame[8]);
  args.hasIgnoreIndex = frame[9] != 0;
  args.ignoreIndex = frame[10];
  __builtin_memcpy(&args.labelSmoothing, frame + 11, sizeof(float));
  static const BufferRule rules[] = {
      {"logits", "n*c", ElementType::float32, 1, false, false},
      {"target", "n", ElementType::int32, 2, false, false},
      {"classWeights", "c", ElementType::float32, 3, false, true},
      {"loss", "lossLength", ElementType::float32, 4, true, false},
  };
  const Extent extents[] = {
      Extent() * n * c,
      Extent() * n,
      Extent() * c,
      Extent() * lossLength,
  };
  void* data[4];
  const BufferList list{rules, extents, data, 4, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.logits = static_cast<const float*>(data[0]);
  args.target = static_cast<const int32_t*>(data[1]);
  args.classWeights = static_cast<const float*>(data[2]);
  args.loss = static_cast<float*>(data[3]);
  return check.status(kernels.crossEntropy(args, scratch));
}

bool runCrossEntropyGrad(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"lossLength", nullptr, 6, 1, 0, 0},
      {"n", nullptr, 7, 1, 0, 0},
      {"c", nullptr, 8, 1, 1, 0},
      {"reduction", "none, mean, sum", 9, 1, 0, 2},
      {"hasIgnoreIndex", nullptr, 10, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 5)) return false;
  const int64_t lossLength = frame[6];
  const int64_t n = frame[7];
  const int64_t c = frame[8];
  const int64_t reduction = frame[9];
  if (!(lossLength == (reduction == 0 ? n : 1))) {
    static const NamedField named[] = {{"lossLength", 6, 0}, {"reduction", 9, 0}, {"n", 7, 0}};
    return check.broken(frame, {"lossLength == (reduction == 0 ? n : 1)", named, 3});
  }
  CrossEntropyGradArgs args;
  args.lossLength = frame[6];
  args.n = frame[7];
  args.c = frame[8];
  args.reduction = static_cast<CrossEntropyGradReduction>(frame[9]);
  args.hasIgnoreIndex = frame[10] != 0;
  args.ignoreIndex = frame[11];
  __builtin_memcpy(&args.labelSmoothing, frame + 12, sizeof(float));
  static const BufferRule rules[] = {
      {"logits", "n*c", ElementType::float32, 1, false, false},
      {"target", "n", ElementType::int32, 2, false, false},
      {"classWeights", "c", ElementType::float32, 3, false, true},
      {"dloss", "lossLength", ElementType::float32, 4, false, false},
      {"dlogits", "n*c", ElementType::float32, 5, true, false},
  };
  const Extent extents[] = {
      Extent() * n * c,
      Extent() * n,
      Extent() * c,
      Extent() * lossLength,
      Extent() * n * c,
  };
  void* data[5];
  const BufferList list{rules, extents, data, 5, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.logits = static_cast<const float*>(data[0]);
  args.target = static_cast<const int32_t*>(data[1]);
  args.classWeights = static_cast<const float*>(data[2]);
  args.dloss = static_cast<const float*>(data[3]);
  args.dlogits = static_cast<float*>(data[4]);
  return check.status(kernels.crossEntropyGrad(args, scratch));
}

bool runSgd(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 4, 1, 0, 0},
      {"nesterov", nullptr, 9, 1, 0, 1},
      {"first", nullptr, 10, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 3)) return false;
  const int64_t n = frame[4];
  SgdArgs args;
  args.n = frame[4];
  __builtin_memcpy(&args.lr, frame + 5, sizeof(float));
  __builtin_memcpy(&args.momentum, frame + 6, sizeof(float));
  __builtin_memcpy(&args.dampening, frame + 7, sizeof(float));
  __builtin_memcpy(&args.weightDecay, frame + 8, sizeof(float));
  args.nesterov = frame[9] != 0;
  args.first = frame[10] != 0;
  static const BufferRule rules[] = {
      {"p", "n", ElementType::float32, 1, true, false},
      {"grad", "n", ElementType::float32, 2, false, false},
      {"velocity", "n", ElementType::float32, 3, true, true},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
      Extent() * n,
  };
  void* data[3];
  const BufferList list{rules, extents, data, 3, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.p = static_cast<float*>(data[0]);
  args.grad = static_cast<const float*>(data[1]);
  args.velocity = static_cast<float*>(data[2]);
  return check.status(kernels.sgd(args, scratch));
}

bool runAdam(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 6, 1, 0, 0},
      {"decay", "coupled, decoupled", 12, 1, 0, 1},
  };
  if (!check.fields(frame, fields, 2)) return false;
  const int64_t n = frame[6];
  AdamArgs args;
  args.n = frame[6];
  __builtin_memcpy(&args.lr, frame + 7, sizeof(float));
  __builtin_memcpy(&args.beta1, frame + 8, sizeof(float));
  __builtin_memcpy(&args.beta2, frame + 9, sizeof(float));
  __builtin_memcpy(&args.eps, frame + 10, sizeof(float));
  __builtin_memcpy(&args.weightDecay, frame + 11, sizeof(float));
  args.decay = static_cast<AdamDecay>(frame[12]);
  __builtin_memcpy(&args.correction1, frame + 13, sizeof(float));
  __builtin_memcpy(&args.correction2, frame + 14, sizeof(float));
  static const BufferRule rules[] = {
      {"p", "n", ElementType::float32, 1, true, false},
      {"grad", "n", ElementType::float32, 2, false, false},
      {"m", "n", ElementType::float32, 3, true, false},
      {"v", "n", ElementType::float32, 4, true, false},
      {"vMax", "n", ElementType::float32, 5, true, true},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
      Extent() * n,
      Extent() * n,
      Extent() * n,
  };
  void* data[5];
  const BufferList list{rules, extents, data, 5, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.p = static_cast<float*>(data[0]);
  args.grad = static_cast<const float*>(data[1]);
  args.m = static_cast<float*>(data[2]);
  args.v = static_cast<float*>(data[3]);
  args.vMax = static_cast<float*>(data[4]);
  return check.status(kernels.adam(args, scratch));
}

bool runRandomUniform(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 2, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 1)) return false;
  const int64_t n = frame[2];
  RandomUniformArgs args;
  args.n = frame[2];
  args.seedLow = frame[3];
  args.seedHigh = frame[4];
  args.streamLow = frame[5];
  args.streamHigh = frame[6];
  args.blockLow = frame[7];
  args.blockHigh = frame[8];
  __builtin_memcpy(&args.low, frame + 9, sizeof(float));
  __builtin_memcpy(&args.high, frame + 10, sizeof(float));
  static const BufferRule rules[] = {
      {"y", "n", ElementType::float32, 1, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
  };
  void* data[1];
  const BufferList list{rules, extents, data, 1, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.y = static_cast<float*>(data[0]);
  return check.status(kernels.randomUniform(args, scratch));
}

bool runRandomNormal(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 2, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 1)) return false;
  const int64_t n = frame[2];
  RandomNormalArgs args;
  args.n = frame[2];
  args.seedLow = frame[3];
  args.seedHigh = frame[4];
  args.streamLow = frame[5];
  args.streamHigh = frame[6];
  args.blockLow = frame[7];
  args.blockHigh = frame[8];
  __builtin_memcpy(&args.mean, frame + 9, sizeof(float));
  __builtin_memcpy(&args.std, frame + 10, sizeof(float));
  static const BufferRule rules[] = {
      {"y", "n", ElementType::float32, 1, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
  };
  void* data[1];
  const BufferList list{rules, extents, data, 1, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.y = static_cast<float*>(data[0]);
  return check.status(kernels.randomNormal(args, scratch));
}

bool runDropout(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  static const FieldRule fields[] = {
      {"n", nullptr, 3, 1, 0, 0},
  };
  if (!check.fields(frame, fields, 1)) return false;
  const int64_t n = frame[3];
  DropoutArgs args;
  args.n = frame[3];
  args.seedLow = frame[4];
  args.seedHigh = frame[5];
  args.streamLow = frame[6];
  args.streamHigh = frame[7];
  args.blockLow = frame[8];
  args.blockHigh = frame[9];
  __builtin_memcpy(&args.rate, frame + 10, sizeof(float));
  __builtin_memcpy(&args.scale, frame + 11, sizeof(float));
  static const BufferRule rules[] = {
      {"x", "n", ElementType::float32, 1, false, false},
      {"y", "n", ElementType::float32, 2, true, false},
  };
  const Extent extents[] = {
      Extent() * n,
      Extent() * n,
  };
  void* data[2];
  const BufferList list{rules, extents, data, 2, false};
  if (!check.buffers(frame, list)) return false;
  if (!Check::hasOutput(list)) return true;
  args.x = static_cast<const float*>(data[0]);
  args.y = static_cast<float*>(data[1]);
  return check.status(kernels.dropout(args, scratch));
}

}  // namespace

const Dispatch dispatchTable[opCount] = {
    {"fill", 4, runFill},
    {"copy", 8, runCopy},
    {"fromBytes", 6, runFromBytes},
    {"toFloat", 4, runToFloat},
    {"toInt", 4, runToInt},
    {"unary", 7, runUnary},
    {"unaryGrad", 8, runUnaryGrad},
    {"binary", 26, runBinary},
    {"where", 6, runWhere},
    {"accumulate", 5, runAccumulate},
    {"gatherStrided", 18, runGatherStrided},
    {"scatterStrided", 19, runScatterStrided},
    {"reduce", 7, runReduce},
    {"extremumGrad", 8, runExtremumGrad},
    {"argMax", 6, runArgMax},
    {"softmax", 7, runSoftmax},
    {"softmaxGrad", 8, runSoftmaxGrad},
    {"broadcastMiddle", 7, runBroadcastMiddle},
    {"gather", 10, runGather},
    {"scatterAdd", 10, runScatterAdd},
    {"oneHot", 5, runOneHot},
    {"cumSum", 7, runCumSum},
    {"argSort", 7, runArgSort},
    {"matmul", 14, runMatmul},
    {"conv2d", 25, runConv2d},
    {"conv2dInputGrad", 23, runConv2dInputGrad},
    {"conv2dWeightGrad", 24, runConv2dWeightGrad},
    {"maxPool2d", 20, runMaxPool2d},
    {"maxPool2dGrad", 20, runMaxPool2dGrad},
    {"avgPool2d", 20, runAvgPool2d},
    {"avgPool2dGrad", 20, runAvgPool2dGrad},
    {"batchNorm", 15, runBatchNorm},
    {"batchNormGrad", 15, runBatchNormGrad},
    {"batchNormInference", 12, runBatchNormInference},
    {"batchNormInferenceGrad", 16, runBatchNormInferenceGrad},
    {"groupNorm", 13, runGroupNorm},
    {"groupNormGrad", 14, runGroupNormGrad},
    {"crossEntropy", 12, runCrossEntropy},
    {"crossEntropyGrad", 13, runCrossEntropyGrad},
    {"sgd", 11, runSgd},
    {"adam", 15, runAdam},
    {"randomUniform", 11, runRandomUniform},
    {"randomNormal", 11, runRandomNormal},
    {"dropout", 12, runDropout},
};

}  // namespace evenkeel
