// Generated from packages/kernels/src/contract by `pnpm generate`. Do not edit.
#include "core/dispatch.h"

#include "core/check.h"

namespace evenkeel {
namespace {

bool runFill(const int32_t* frame, Check& check, const KernelTable& kernels, Scratch& scratch) {
  FillArgs args;
  const int64_t n = args.n = frame[2];
  if (n < 0) return check.tooSmall("n", n, 0);
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
  CopyArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t xLength = args.xLength = frame[4];
  if (xLength < 0) return check.tooSmall("xLength", xLength, 0);
  const int64_t xOffset = args.xOffset = frame[5];
  if (xOffset < 0) return check.tooSmall("xOffset", xOffset, 0);
  const int64_t yLength = args.yLength = frame[6];
  if (yLength < 0) return check.tooSmall("yLength", yLength, 0);
  const int64_t yOffset = args.yOffset = frame[7];
  if (yOffset < 0) return check.tooSmall("yOffset", yOffset, 0);
  if (!(xOffset + n <= xLength)) {
    const RuleField fields[] = {{"xOffset", xOffset, {}}, {"n", n, {}}, {"xLength", xLength, {}}};
    return check.broken("xOffset + n <= xLength", fields, 3);
  }
  if (!(yOffset + n <= yLength)) {
    const RuleField fields[] = {{"yOffset", yOffset, {}}, {"n", n, {}}, {"yLength", yLength, {}}};
    return check.broken("yOffset + n <= yLength", fields, 3);
  }
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
  FromBytesArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
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
  ToFloatArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
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
  ToIntArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
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
  UnaryArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
  if (frame[4] < 0 || frame[4] > 34)
    return check.notChoice("f", frame[4], {"neg, abs, exp, log, sqrt, rsqrt, square, reciprocal, log1p, expm1, sin, cos, erf, sigmoid, tanh, relu, relu6, leakyRelu, elu, selu, celu, gelu, geluTanh, silu, mish, softplus, softsign, hardSigmoid, hardSwish, pow, clip, affine, sign, floor, round", 34});
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
  UnaryGradArgs args;
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  if (frame[5] < 0 || frame[5] > 34)
    return check.notChoice("f", frame[5], {"neg, abs, exp, log, sqrt, rsqrt, square, reciprocal, log1p, expm1, sin, cos, erf, sigmoid, tanh, relu, relu6, leakyRelu, elu, selu, celu, gelu, geluTanh, silu, mish, softplus, softsign, hardSigmoid, hardSwish, pow, clip, affine, sign, floor, round", 34});
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
  BinaryArgs args;
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t aLength = args.aLength = frame[5];
  if (aLength < 0) return check.tooSmall("aLength", aLength, 0);
  const int64_t bLength = args.bLength = frame[6];
  if (bLength < 0) return check.tooSmall("bLength", bLength, 0);
  for (int32_t i = 0; i < 6; i++) args.dims[i] = frame[7 + i];
  const Axes dims{args.dims, 6};
  if (!check.axes("dims", dims, 0)) return false;
  for (int32_t i = 0; i < 6; i++) args.aStrides[i] = frame[13 + i];
  const Axes aStrides{args.aStrides, 6};
  if (!check.axes("aStrides", aStrides, 0)) return false;
  for (int32_t i = 0; i < 6; i++) args.bStrides[i] = frame[19 + i];
  const Axes bStrides{args.bStrides, 6};
  if (!check.axes("bStrides", bStrides, 0)) return false;
  if (frame[25] < 0 || frame[25] > 12)
    return check.notChoice("f", frame[25], {"add, sub, mul, div, maximum, minimum, pow, equal, notEqual, greater, greaterEqual, less, lessEqual", 12});
  args.f = static_cast<BinaryF>(frame[25]);
  if (!(product(dims) == n)) {
    const RuleField fields[] = {{"dims", 0, dims}, {"n", n, {}}};
    return check.broken("product(dims) == n", fields, 2);
  }
  if (!(reach(dims, aStrides) < aLength)) {
    const RuleField fields[] = {{"dims", 0, dims}, {"aStrides", 0, aStrides}, {"aLength", aLength, {}}};
    return check.broken("reach(dims, aStrides) < aLength", fields, 3);
  }
  if (!(reach(dims, bStrides) < bLength)) {
    const RuleField fields[] = {{"dims", 0, dims}, {"bStrides", 0, bStrides}, {"bLength", bLength, {}}};
    return check.broken("reach(dims, bStrides) < bLength", fields, 3);
  }
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
  WhereArgs args;
  const int64_t n = args.n = frame[5];
  if (n < 0) return check.tooSmall("n", n, 0);
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
  AccumulateArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
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
  GatherStridedArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t xLength = args.xLength = frame[4];
  if (xLength < 0) return check.tooSmall("xLength", xLength, 0);
  const int64_t offset = args.offset = frame[5];
  if (offset < 0) return check.tooSmall("offset", offset, 0);
  for (int32_t i = 0; i < 6; i++) args.dims[i] = frame[6 + i];
  const Axes dims{args.dims, 6};
  if (!check.axes("dims", dims, 0)) return false;
  for (int32_t i = 0; i < 6; i++) args.strides[i] = frame[12 + i];
  const Axes strides{args.strides, 6};
  if (!(product(dims) == n)) {
    const RuleField fields[] = {{"dims", 0, dims}, {"n", n, {}}};
    return check.broken("product(dims) == n", fields, 2);
  }
  if (!(viewInside(dims, strides, offset, xLength))) {
    const RuleField fields[] = {{"dims", 0, dims}, {"strides", 0, strides}, {"offset", offset, {}}, {"xLength", xLength, {}}};
    return check.broken("viewInside(dims, strides, offset, xLength)", fields, 4);
  }
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
  ScatterStridedArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t yLength = args.yLength = frame[4];
  if (yLength < 0) return check.tooSmall("yLength", yLength, 0);
  const int64_t offset = args.offset = frame[5];
  if (offset < 0) return check.tooSmall("offset", offset, 0);
  for (int32_t i = 0; i < 6; i++) args.dims[i] = frame[6 + i];
  const Axes dims{args.dims, 6};
  if (!check.axes("dims", dims, 0)) return false;
  for (int32_t i = 0; i < 6; i++) args.strides[i] = frame[12 + i];
  const Axes strides{args.strides, 6};
  if ((frame[18] & ~1) != 0) return check.notFlag("accumulate", frame[18]);
  args.accumulate = frame[18] != 0;
  if (!(product(dims) == n)) {
    const RuleField fields[] = {{"dims", 0, dims}, {"n", n, {}}};
    return check.broken("product(dims) == n", fields, 2);
  }
  if (!(viewInside(dims, strides, offset, yLength))) {
    const RuleField fields[] = {{"dims", 0, dims}, {"strides", 0, strides}, {"offset", offset, {}}, {"yLength", yLength, {}}};
    return check.broken("viewInside(dims, strides, offset, yLength)", fields, 4);
  }
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
  ReduceArgs args;
  const int64_t outer = args.outer = frame[3];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[5];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
  if (frame[6] < 0 || frame[6] > 5)
    return check.notChoice("f", frame[6], {"sum, mean, max, min, prod, sumOfSquares", 5});
  args.f = static_cast<ReduceF>(frame[6]);
  if (!(n >= 1)) {
    const RuleField fields[] = {{"n", n, {}}};
    return check.broken("n >= 1", fields, 1);
  }
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
  ExtremumGradArgs args;
  const int64_t outer = args.outer = frame[5];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[6];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[7];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
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
  ArgMaxArgs args;
  const int64_t outer = args.outer = frame[3];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[5];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
  if (!(n >= 1)) {
    const RuleField fields[] = {{"n", n, {}}};
    return check.broken("n >= 1", fields, 1);
  }
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
  SoftmaxArgs args;
  const int64_t outer = args.outer = frame[3];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[5];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
  if ((frame[6] & ~1) != 0) return check.notFlag("log", frame[6]);
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
  SoftmaxGradArgs args;
  const int64_t outer = args.outer = frame[4];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[5];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[6];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
  if ((frame[7] & ~1) != 0) return check.notFlag("log", frame[7]);
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
  BroadcastMiddleArgs args;
  const int64_t outer = args.outer = frame[3];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[5];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
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
  GatherArgs args;
  const int64_t outer = args.outer = frame[4];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[5];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[6];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
  const int64_t count = args.count = frame[7];
  if (count < 0) return check.tooSmall("count", count, 0);
  const int64_t indexLength = args.indexLength = frame[8];
  if (indexLength < 0) return check.tooSmall("indexLength", indexLength, 0);
  if (frame[9] < 0 || frame[9] > 1)
    return check.notChoice("per", frame[9], {"place, element", 1});
  args.per = static_cast<GatherPer>(frame[9]);
  const int64_t per = frame[9];
  if (!(indexLength == (per == 1 ? times(times(outer, count), inner) : count))) {
    const RuleField fields[] = {{"indexLength", indexLength, {}}, {"per", per, {}}, {"outer", outer, {}}, {"count", count, {}}, {"inner", inner, {}}};
    return check.broken("indexLength == (per == 1 ? outer * count * inner : count)", fields, 5);
  }
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
  ScatterAddArgs args;
  const int64_t outer = args.outer = frame[4];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[5];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[6];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
  const int64_t count = args.count = frame[7];
  if (count < 0) return check.tooSmall("count", count, 0);
  const int64_t indexLength = args.indexLength = frame[8];
  if (indexLength < 0) return check.tooSmall("indexLength", indexLength, 0);
  if (frame[9] < 0 || frame[9] > 1)
    return check.notChoice("per", frame[9], {"place, element", 1});
  args.per = static_cast<ScatterAddPer>(frame[9]);
  const int64_t per = frame[9];
  if (!(indexLength == (per == 1 ? times(times(outer, count), inner) : count))) {
    const RuleField fields[] = {{"indexLength", indexLength, {}}, {"per", per, {}}, {"outer", outer, {}}, {"count", count, {}}, {"inner", inner, {}}};
    return check.broken("indexLength == (per == 1 ? outer * count * inner : count)", fields, 5);
  }
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
  OneHotArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t c = args.c = frame[4];
  if (c < 0) return check.tooSmall("c", c, 0);
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
  CumSumArgs args;
  const int64_t outer = args.outer = frame[3];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[5];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
  if ((frame[6] & ~1) != 0) return check.notFlag("reverse", frame[6]);
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
  ArgSortArgs args;
  const int64_t outer = args.outer = frame[3];
  if (outer < 0) return check.tooSmall("outer", outer, 0);
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t inner = args.inner = frame[5];
  if (inner < 0) return check.tooSmall("inner", inner, 0);
  if ((frame[6] & ~1) != 0) return check.notFlag("descending", frame[6]);
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
  MatmulArgs args;
  const int64_t batch = args.batch = frame[5];
  if (batch < 0) return check.tooSmall("batch", batch, 0);
  const int64_t aBatch = args.aBatch = frame[6];
  if (aBatch < 0) return check.tooSmall("aBatch", aBatch, 0);
  const int64_t bBatch = args.bBatch = frame[7];
  if (bBatch < 0) return check.tooSmall("bBatch", bBatch, 0);
  const int64_t m = args.m = frame[8];
  if (m < 0) return check.tooSmall("m", m, 0);
  const int64_t n = args.n = frame[9];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t k = args.k = frame[10];
  if (k < 0) return check.tooSmall("k", k, 0);
  if ((frame[11] & ~1) != 0) return check.notFlag("transposeA", frame[11]);
  args.transposeA = frame[11] != 0;
  if ((frame[12] & ~1) != 0) return check.notFlag("transposeB", frame[12]);
  args.transposeB = frame[12] != 0;
  if (frame[13] < 0 || frame[13] > 3)
    return check.notChoice("activation", frame[13], {"none, relu, sigmoid, tanh", 3});
  args.activation = static_cast<MatmulActivation>(frame[13]);
  if (!(aBatch == batch || aBatch == 1)) {
    const RuleField fields[] = {{"aBatch", aBatch, {}}, {"batch", batch, {}}};
    return check.broken("aBatch == batch || aBatch == 1", fields, 2);
  }
  if (!(bBatch == batch || bBatch == 1)) {
    const RuleField fields[] = {{"bBatch", bBatch, {}}, {"batch", batch, {}}};
    return check.broken("bBatch == batch || bBatch == 1", fields, 2);
  }
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
  Conv2dArgs args;
  const int64_t n = args.n = frame[5];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t h = args.h = frame[6];
  if (h < 0) return check.tooSmall("h", h, 0);
  const int64_t w = args.w = frame[7];
  if (w < 0) return check.tooSmall("w", w, 0);
  const int64_t c = args.c = frame[8];
  if (c < 0) return check.tooSmall("c", c, 0);
  const int64_t oh = args.oh = frame[9];
  if (oh < 0) return check.tooSmall("oh", oh, 0);
  const int64_t ow = args.ow = frame[10];
  if (ow < 0) return check.tooSmall("ow", ow, 0);
  const int64_t o = args.o = frame[11];
  if (o < 0) return check.tooSmall("o", o, 0);
  const int64_t kh = args.kh = frame[12];
  if (kh < 1) return check.tooSmall("kh", kh, 1);
  const int64_t kw = args.kw = frame[13];
  if (kw < 1) return check.tooSmall("kw", kw, 1);
  const int64_t strideH = args.strideH = frame[14];
  if (strideH < 1) return check.tooSmall("strideH", strideH, 1);
  const int64_t strideW = args.strideW = frame[15];
  if (strideW < 1) return check.tooSmall("strideW", strideW, 1);
  const int64_t padTop = args.padTop = frame[16];
  if (padTop < 0) return check.tooSmall("padTop", padTop, 0);
  const int64_t padBottom = args.padBottom = frame[17];
  if (padBottom < 0) return check.tooSmall("padBottom", padBottom, 0);
  const int64_t padLeft = args.padLeft = frame[18];
  if (padLeft < 0) return check.tooSmall("padLeft", padLeft, 0);
  const int64_t padRight = args.padRight = frame[19];
  if (padRight < 0) return check.tooSmall("padRight", padRight, 0);
  const int64_t dilationH = args.dilationH = frame[20];
  if (dilationH < 1) return check.tooSmall("dilationH", dilationH, 1);
  const int64_t dilationW = args.dilationW = frame[21];
  if (dilationW < 1) return check.tooSmall("dilationW", dilationW, 1);
  const int64_t groups = args.groups = frame[22];
  if (groups < 1) return check.tooSmall("groups", groups, 1);
  if (frame[23] < 0 || frame[23] > 1)
    return check.notChoice("precision", frame[23], {"exact, fast", 1});
  args.precision = static_cast<Conv2dPrecision>(frame[23]);
  if (frame[24] < 0 || frame[24] > 1)
    return check.notChoice("activation", frame[24], {"none, relu", 1});
  args.activation = static_cast<Conv2dActivation>(frame[24]);
  if (!(c % groups == 0)) {
    const RuleField fields[] = {{"c", c, {}}, {"groups", groups, {}}};
    return check.broken("c % groups == 0", fields, 2);
  }
  if (!(o % groups == 0)) {
    const RuleField fields[] = {{"o", o, {}}, {"groups", groups, {}}};
    return check.broken("o % groups == 0", fields, 2);
  }
  if (!(oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH))) {
    const RuleField fields[] = {{"oh", oh, {}}, {"h", h, {}}, {"padTop", padTop, {}}, {"padBottom", padBottom, {}}, {"kh", kh, {}}, {"strideH", strideH, {}}, {"dilationH", dilationH, {}}};
    return check.broken("oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH)", fields, 7);
  }
  if (!(ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW))) {
    const RuleField fields[] = {{"ow", ow, {}}, {"w", w, {}}, {"padLeft", padLeft, {}}, {"padRight", padRight, {}}, {"kw", kw, {}}, {"strideW", strideW, {}}, {"dilationW", dilationW, {}}};
    return check.broken("ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW)", fields, 7);
  }
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
  Conv2dInputGradArgs args;
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t h = args.h = frame[5];
  if (h < 0) return check.tooSmall("h", h, 0);
  const int64_t w = args.w = frame[6];
  if (w < 0) return check.tooSmall("w", w, 0);
  const int64_t c = args.c = frame[7];
  if (c < 0) return check.tooSmall("c", c, 0);
  const int64_t oh = args.oh = frame[8];
  if (oh < 0) return check.tooSmall("oh", oh, 0);
  const int64_t ow = args.ow = frame[9];
  if (ow < 0) return check.tooSmall("ow", ow, 0);
  const int64_t o = args.o = frame[10];
  if (o < 0) return check.tooSmall("o", o, 0);
  const int64_t kh = args.kh = frame[11];
  if (kh < 1) return check.tooSmall("kh", kh, 1);
  const int64_t kw = args.kw = frame[12];
  if (kw < 1) return check.tooSmall("kw", kw, 1);
  const int64_t strideH = args.strideH = frame[13];
  if (strideH < 1) return check.tooSmall("strideH", strideH, 1);
  const int64_t strideW = args.strideW = frame[14];
  if (strideW < 1) return check.tooSmall("strideW", strideW, 1);
  const int64_t padTop = args.padTop = frame[15];
  if (padTop < 0) return check.tooSmall("padTop", padTop, 0);
  const int64_t padBottom = args.padBottom = frame[16];
  if (padBottom < 0) return check.tooSmall("padBottom", padBottom, 0);
  const int64_t padLeft = args.padLeft = frame[17];
  if (padLeft < 0) return check.tooSmall("padLeft", padLeft, 0);
  const int64_t padRight = args.padRight = frame[18];
  if (padRight < 0) return check.tooSmall("padRight", padRight, 0);
  const int64_t dilationH = args.dilationH = frame[19];
  if (dilationH < 1) return check.tooSmall("dilationH", dilationH, 1);
  const int64_t dilationW = args.dilationW = frame[20];
  if (dilationW < 1) return check.tooSmall("dilationW", dilationW, 1);
  const int64_t groups = args.groups = frame[21];
  if (groups < 1) return check.tooSmall("groups", groups, 1);
  if (frame[22] < 0 || frame[22] > 1)
    return check.notChoice("precision", frame[22], {"exact, fast", 1});
  args.precision = static_cast<Conv2dInputGradPrecision>(frame[22]);
  if (!(c % groups == 0)) {
    const RuleField fields[] = {{"c", c, {}}, {"groups", groups, {}}};
    return check.broken("c % groups == 0", fields, 2);
  }
  if (!(o % groups == 0)) {
    const RuleField fields[] = {{"o", o, {}}, {"groups", groups, {}}};
    return check.broken("o % groups == 0", fields, 2);
  }
  if (!(oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH))) {
    const RuleField fields[] = {{"oh", oh, {}}, {"h", h, {}}, {"padTop", padTop, {}}, {"padBottom", padBottom, {}}, {"kh", kh, {}}, {"strideH", strideH, {}}, {"dilationH", dilationH, {}}};
    return check.broken("oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH)", fields, 7);
  }
  if (!(ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW))) {
    const RuleField fields[] = {{"ow", ow, {}}, {"w", w, {}}, {"padLeft", padLeft, {}}, {"padRight", padRight, {}}, {"kw", kw, {}}, {"strideW", strideW, {}}, {"dilationW", dilationW, {}}};
    return check.broken("ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW)", fields, 7);
  }
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
  Conv2dWeightGradArgs args;
  const int64_t n = args.n = frame[5];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t h = args.h = frame[6];
  if (h < 0) return check.tooSmall("h", h, 0);
  const int64_t w = args.w = frame[7];
  if (w < 0) return check.tooSmall("w", w, 0);
  const int64_t c = args.c = frame[8];
  if (c < 0) return check.tooSmall("c", c, 0);
  const int64_t oh = args.oh = frame[9];
  if (oh < 0) return check.tooSmall("oh", oh, 0);
  const int64_t ow = args.ow = frame[10];
  if (ow < 0) return check.tooSmall("ow", ow, 0);
  const int64_t o = args.o = frame[11];
  if (o < 0) return check.tooSmall("o", o, 0);
  const int64_t kh = args.kh = frame[12];
  if (kh < 1) return check.tooSmall("kh", kh, 1);
  const int64_t kw = args.kw = frame[13];
  if (kw < 1) return check.tooSmall("kw", kw, 1);
  const int64_t strideH = args.strideH = frame[14];
  if (strideH < 1) return check.tooSmall("strideH", strideH, 1);
  const int64_t strideW = args.strideW = frame[15];
  if (strideW < 1) return check.tooSmall("strideW", strideW, 1);
  const int64_t padTop = args.padTop = frame[16];
  if (padTop < 0) return check.tooSmall("padTop", padTop, 0);
  const int64_t padBottom = args.padBottom = frame[17];
  if (padBottom < 0) return check.tooSmall("padBottom", padBottom, 0);
  const int64_t padLeft = args.padLeft = frame[18];
  if (padLeft < 0) return check.tooSmall("padLeft", padLeft, 0);
  const int64_t padRight = args.padRight = frame[19];
  if (padRight < 0) return check.tooSmall("padRight", padRight, 0);
  const int64_t dilationH = args.dilationH = frame[20];
  if (dilationH < 1) return check.tooSmall("dilationH", dilationH, 1);
  const int64_t dilationW = args.dilationW = frame[21];
  if (dilationW < 1) return check.tooSmall("dilationW", dilationW, 1);
  const int64_t groups = args.groups = frame[22];
  if (groups < 1) return check.tooSmall("groups", groups, 1);
  if (frame[23] < 0 || frame[23] > 1)
    return check.notChoice("precision", frame[23], {"exact, fast", 1});
  args.precision = static_cast<Conv2dWeightGradPrecision>(frame[23]);
  if (!(c % groups == 0)) {
    const RuleField fields[] = {{"c", c, {}}, {"groups", groups, {}}};
    return check.broken("c % groups == 0", fields, 2);
  }
  if (!(o % groups == 0)) {
    const RuleField fields[] = {{"o", o, {}}, {"groups", groups, {}}};
    return check.broken("o % groups == 0", fields, 2);
  }
  if (!(oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH))) {
    const RuleField fields[] = {{"oh", oh, {}}, {"h", h, {}}, {"padTop", padTop, {}}, {"padBottom", padBottom, {}}, {"kh", kh, {}}, {"strideH", strideH, {}}, {"dilationH", dilationH, {}}};
    return check.broken("oh == outputSize(h, padTop, padBottom, kh, strideH, dilationH)", fields, 7);
  }
  if (!(ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW))) {
    const RuleField fields[] = {{"ow", ow, {}}, {"w", w, {}}, {"padLeft", padLeft, {}}, {"padRight", padRight, {}}, {"kw", kw, {}}, {"strideW", strideW, {}}, {"dilationW", dilationW, {}}};
    return check.broken("ow == outputSize(w, padLeft, padRight, kw, strideW, dilationW)", fields, 7);
  }
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
  MaxPool2dArgs args;
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t h = args.h = frame[5];
  if (h < 0) return check.tooSmall("h", h, 0);
  const int64_t w = args.w = frame[6];
  if (w < 0) return check.tooSmall("w", w, 0);
  const int64_t c = args.c = frame[7];
  if (c < 0) return check.tooSmall("c", c, 0);
  const int64_t oh = args.oh = frame[8];
  if (oh < 0) return check.tooSmall("oh", oh, 0);
  const int64_t ow = args.ow = frame[9];
  if (ow < 0) return check.tooSmall("ow", ow, 0);
  const int64_t kh = args.kh = frame[10];
  if (kh < 1) return check.tooSmall("kh", kh, 1);
  const int64_t kw = args.kw = frame[11];
  if (kw < 1) return check.tooSmall("kw", kw, 1);
  const int64_t strideH = args.strideH = frame[12];
  if (strideH < 1) return check.tooSmall("strideH", strideH, 1);
  const int64_t strideW = args.strideW = frame[13];
  if (strideW < 1) return check.tooSmall("strideW", strideW, 1);
  const int64_t padTop = args.padTop = frame[14];
  if (padTop < 0) return check.tooSmall("padTop", padTop, 0);
  const int64_t padBottom = args.padBottom = frame[15];
  if (padBottom < 0) return check.tooSmall("padBottom", padBottom, 0);
  const int64_t padLeft = args.padLeft = frame[16];
  if (padLeft < 0) return check.tooSmall("padLeft", padLeft, 0);
  const int64_t padRight = args.padRight = frame[17];
  if (padRight < 0) return check.tooSmall("padRight", padRight, 0);
  const int64_t dilationH = args.dilationH = frame[18];
  if (dilationH < 1) return check.tooSmall("dilationH", dilationH, 1);
  const int64_t dilationW = args.dilationW = frame[19];
  if (dilationW < 1) return check.tooSmall("dilationW", dilationW, 1);
  if (!((oh - 1) * strideH < h + padTop)) {
    const RuleField fields[] = {{"oh", oh, {}}, {"strideH", strideH, {}}, {"h", h, {}}, {"padTop", padTop, {}}};
    return check.broken("(oh - 1) * strideH < h + padTop", fields, 4);
  }
  if (!((ow - 1) * strideW < w + padLeft)) {
    const RuleField fields[] = {{"ow", ow, {}}, {"strideW", strideW, {}}, {"w", w, {}}, {"padLeft", padLeft, {}}};
    return check.broken("(ow - 1) * strideW < w + padLeft", fields, 4);
  }
  if (!(kh * kw <= 256)) {
    const RuleField fields[] = {{"kh", kh, {}}, {"kw", kw, {}}};
    return check.broken("kh * kw <= 256", fields, 2);
  }
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
  MaxPool2dGradArgs args;
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t h = args.h = frame[5];
  if (h < 0) return check.tooSmall("h", h, 0);
  const int64_t w = args.w = frame[6];
  if (w < 0) return check.tooSmall("w", w, 0);
  const int64_t c = args.c = frame[7];
  if (c < 0) return check.tooSmall("c", c, 0);
  const int64_t oh = args.oh = frame[8];
  if (oh < 0) return check.tooSmall("oh", oh, 0);
  const int64_t ow = args.ow = frame[9];
  if (ow < 0) return check.tooSmall("ow", ow, 0);
  const int64_t kh = args.kh = frame[10];
  if (kh < 1) return check.tooSmall("kh", kh, 1);
  const int64_t kw = args.kw = frame[11];
  if (kw < 1) return check.tooSmall("kw", kw, 1);
  const int64_t strideH = args.strideH = frame[12];
  if (strideH < 1) return check.tooSmall("strideH", strideH, 1);
  const int64_t strideW = args.strideW = frame[13];
  if (strideW < 1) return check.tooSmall("strideW", strideW, 1);
  const int64_t padTop = args.padTop = frame[14];
  if (padTop < 0) return check.tooSmall("padTop", padTop, 0);
  const int64_t padBottom = args.padBottom = frame[15];
  if (padBottom < 0) return check.tooSmall("padBottom", padBottom, 0);
  const int64_t padLeft = args.padLeft = frame[16];
  if (padLeft < 0) return check.tooSmall("padLeft", padLeft, 0);
  const int64_t padRight = args.padRight = frame[17];
  if (padRight < 0) return check.tooSmall("padRight", padRight, 0);
  const int64_t dilationH = args.dilationH = frame[18];
  if (dilationH < 1) return check.tooSmall("dilationH", dilationH, 1);
  const int64_t dilationW = args.dilationW = frame[19];
  if (dilationW < 1) return check.tooSmall("dilationW", dilationW, 1);
  if (!((oh - 1) * strideH < h + padTop)) {
    const RuleField fields[] = {{"oh", oh, {}}, {"strideH", strideH, {}}, {"h", h, {}}, {"padTop", padTop, {}}};
    return check.broken("(oh - 1) * strideH < h + padTop", fields, 4);
  }
  if (!((ow - 1) * strideW < w + padLeft)) {
    const RuleField fields[] = {{"ow", ow, {}}, {"strideW", strideW, {}}, {"w", w, {}}, {"padLeft", padLeft, {}}};
    return check.broken("(ow - 1) * strideW < w + padLeft", fields, 4);
  }
  if (!(kh * kw <= 256)) {
    const RuleField fields[] = {{"kh", kh, {}}, {"kw", kw, {}}};
    return check.broken("kh * kw <= 256", fields, 2);
  }
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
  AvgPool2dArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t h = args.h = frame[4];
  if (h < 0) return check.tooSmall("h", h, 0);
  const int64_t w = args.w = frame[5];
  if (w < 0) return check.tooSmall("w", w, 0);
  const int64_t c = args.c = frame[6];
  if (c < 0) return check.tooSmall("c", c, 0);
  const int64_t oh = args.oh = frame[7];
  if (oh < 0) return check.tooSmall("oh", oh, 0);
  const int64_t ow = args.ow = frame[8];
  if (ow < 0) return check.tooSmall("ow", ow, 0);
  const int64_t kh = args.kh = frame[9];
  if (kh < 1) return check.tooSmall("kh", kh, 1);
  const int64_t kw = args.kw = frame[10];
  if (kw < 1) return check.tooSmall("kw", kw, 1);
  const int64_t strideH = args.strideH = frame[11];
  if (strideH < 1) return check.tooSmall("strideH", strideH, 1);
  const int64_t strideW = args.strideW = frame[12];
  if (strideW < 1) return check.tooSmall("strideW", strideW, 1);
  const int64_t padTop = args.padTop = frame[13];
  if (padTop < 0) return check.tooSmall("padTop", padTop, 0);
  const int64_t padBottom = args.padBottom = frame[14];
  if (padBottom < 0) return check.tooSmall("padBottom", padBottom, 0);
  const int64_t padLeft = args.padLeft = frame[15];
  if (padLeft < 0) return check.tooSmall("padLeft", padLeft, 0);
  const int64_t padRight = args.padRight = frame[16];
  if (padRight < 0) return check.tooSmall("padRight", padRight, 0);
  const int64_t dilationH = args.dilationH = frame[17];
  if (dilationH < 1) return check.tooSmall("dilationH", dilationH, 1);
  const int64_t dilationW = args.dilationW = frame[18];
  if (dilationW < 1) return check.tooSmall("dilationW", dilationW, 1);
  if ((frame[19] & ~1) != 0) return check.notFlag("countIncludePad", frame[19]);
  args.countIncludePad = frame[19] != 0;
  if (!((oh - 1) * strideH < h + padTop)) {
    const RuleField fields[] = {{"oh", oh, {}}, {"strideH", strideH, {}}, {"h", h, {}}, {"padTop", padTop, {}}};
    return check.broken("(oh - 1) * strideH < h + padTop", fields, 4);
  }
  if (!((ow - 1) * strideW < w + padLeft)) {
    const RuleField fields[] = {{"ow", ow, {}}, {"strideW", strideW, {}}, {"w", w, {}}, {"padLeft", padLeft, {}}};
    return check.broken("(ow - 1) * strideW < w + padLeft", fields, 4);
  }
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
  AvgPool2dGradArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t h = args.h = frame[4];
  if (h < 0) return check.tooSmall("h", h, 0);
  const int64_t w = args.w = frame[5];
  if (w < 0) return check.tooSmall("w", w, 0);
  const int64_t c = args.c = frame[6];
  if (c < 0) return check.tooSmall("c", c, 0);
  const int64_t oh = args.oh = frame[7];
  if (oh < 0) return check.tooSmall("oh", oh, 0);
  const int64_t ow = args.ow = frame[8];
  if (ow < 0) return check.tooSmall("ow", ow, 0);
  const int64_t kh = args.kh = frame[9];
  if (kh < 1) return check.tooSmall("kh", kh, 1);
  const int64_t kw = args.kw = frame[10];
  if (kw < 1) return check.tooSmall("kw", kw, 1);
  const int64_t strideH = args.strideH = frame[11];
  if (strideH < 1) return check.tooSmall("strideH", strideH, 1);
  const int64_t strideW = args.strideW = frame[12];
  if (strideW < 1) return check.tooSmall("strideW", strideW, 1);
  const int64_t padTop = args.padTop = frame[13];
  if (padTop < 0) return check.tooSmall("padTop", padTop, 0);
  const int64_t padBottom = args.padBottom = frame[14];
  if (padBottom < 0) return check.tooSmall("padBottom", padBottom, 0);
  const int64_t padLeft = args.padLeft = frame[15];
  if (padLeft < 0) return check.tooSmall("padLeft", padLeft, 0);
  const int64_t padRight = args.padRight = frame[16];
  if (padRight < 0) return check.tooSmall("padRight", padRight, 0);
  const int64_t dilationH = args.dilationH = frame[17];
  if (dilationH < 1) return check.tooSmall("dilationH", dilationH, 1);
  const int64_t dilationW = args.dilationW = frame[18];
  if (dilationW < 1) return check.tooSmall("dilationW", dilationW, 1);
  if ((frame[19] & ~1) != 0) return check.notFlag("countIncludePad", frame[19]);
  args.countIncludePad = frame[19] != 0;
  if (!((oh - 1) * strideH < h + padTop)) {
    const RuleField fields[] = {{"oh", oh, {}}, {"strideH", strideH, {}}, {"h", h, {}}, {"padTop", padTop, {}}};
    return check.broken("(oh - 1) * strideH < h + padTop", fields, 4);
  }
  if (!((ow - 1) * strideW < w + padLeft)) {
    const RuleField fields[] = {{"ow", ow, {}}, {"strideW", strideW, {}}, {"w", w, {}}, {"padLeft", padLeft, {}}};
    return check.broken("(ow - 1) * strideW < w + padLeft", fields, 4);
  }
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
  BatchNormArgs args;
  const int64_t m = args.m = frame[10];
  if (m < 1) return check.tooSmall("m", m, 1);
  const int64_t c = args.c = frame[11];
  if (c < 0) return check.tooSmall("c", c, 0);
  __builtin_memcpy(&args.eps, frame + 12, sizeof(float));
  __builtin_memcpy(&args.momentum, frame + 13, sizeof(float));
  if (frame[14] < 0 || frame[14] > 1)
    return check.notChoice("activation", frame[14], {"none, relu", 1});
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
  BatchNormGradArgs args;
  const int64_t m = args.m = frame[12];
  if (m < 1) return check.tooSmall("m", m, 1);
  const int64_t c = args.c = frame[13];
  if (c < 0) return check.tooSmall("c", c, 0);
  if (frame[14] < 0 || frame[14] > 1)
    return check.notChoice("activation", frame[14], {"none, relu", 1});
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
  BatchNormInferenceArgs args;
  const int64_t m = args.m = frame[8];
  if (m < 0) return check.tooSmall("m", m, 0);
  const int64_t c = args.c = frame[9];
  if (c < 0) return check.tooSmall("c", c, 0);
  __builtin_memcpy(&args.eps, frame + 10, sizeof(float));
  if (frame[11] < 0 || frame[11] > 1)
    return check.notChoice("activation", frame[11], {"none, relu", 1});
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
  BatchNormInferenceGradArgs args;
  const int64_t m = args.m = frame[12];
  if (m < 0) return check.tooSmall("m", m, 0);
  const int64_t c = args.c = frame[13];
  if (c < 0) return check.tooSmall("c", c, 0);
  __builtin_memcpy(&args.eps, frame + 14, sizeof(float));
  if (frame[15] < 0 || frame[15] > 1)
    return check.notChoice("activation", frame[15], {"none, relu", 1});
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
  GroupNormArgs args;
  const int64_t n = args.n = frame[7];
  if (n < 1) return check.tooSmall("n", n, 1);
  const int64_t s = args.s = frame[8];
  if (s < 1) return check.tooSmall("s", s, 1);
  const int64_t groups = args.groups = frame[9];
  if (groups < 1) return check.tooSmall("groups", groups, 1);
  const int64_t k = args.k = frame[10];
  if (k < 1) return check.tooSmall("k", k, 1);
  __builtin_memcpy(&args.eps, frame + 11, sizeof(float));
  if ((frame[12] & ~1) != 0) return check.notFlag("center", frame[12]);
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
  GroupNormGradArgs args;
  const int64_t n = args.n = frame[9];
  if (n < 1) return check.tooSmall("n", n, 1);
  const int64_t s = args.s = frame[10];
  if (s < 1) return check.tooSmall("s", s, 1);
  const int64_t groups = args.groups = frame[11];
  if (groups < 1) return check.tooSmall("groups", groups, 1);
  const int64_t k = args.k = frame[12];
  if (k < 1) return check.tooSmall("k", k, 1);
  if ((frame[13] & ~1) != 0) return check.notFlag("center", frame[13]);
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
  CrossEntropyArgs args;
  const int64_t lossLength = args.lossLength = frame[5];
  if (lossLength < 0) return check.tooSmall("lossLength", lossLength, 0);
  const int64_t n = args.n = frame[6];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t c = args.c = frame[7];
  if (c < 1) return check.tooSmall("c", c, 1);
  if (frame[8] < 0 || frame[8] > 2)
    return check.notChoice("reduction", frame[8], {"none, mean, sum", 2});
  args.reduction = static_cast<CrossEntropyReduction>(frame[8]);
  if ((frame[9] & ~1) != 0) return check.notFlag("hasIgnoreIndex", frame[9]);
  args.hasIgnoreIndex = frame[9] != 0;
  args.ignoreIndex = frame[10];
  __builtin_memcpy(&args.labelSmoothing, frame + 11, sizeof(float));
  const int64_t reduction = frame[8];
  if (!(lossLength == (reduction == 0 ? n : 1))) {
    const RuleField fields[] = {{"lossLength", lossLength, {}}, {"reduction", reduction, {}}, {"n", n, {}}};
    return check.broken("lossLength == (reduction == 0 ? n : 1)", fields, 3);
  }
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
  CrossEntropyGradArgs args;
  const int64_t lossLength = args.lossLength = frame[6];
  if (lossLength < 0) return check.tooSmall("lossLength", lossLength, 0);
  const int64_t n = args.n = frame[7];
  if (n < 0) return check.tooSmall("n", n, 0);
  const int64_t c = args.c = frame[8];
  if (c < 1) return check.tooSmall("c", c, 1);
  if (frame[9] < 0 || frame[9] > 2)
    return check.notChoice("reduction", frame[9], {"none, mean, sum", 2});
  args.reduction = static_cast<CrossEntropyGradReduction>(frame[9]);
  if ((frame[10] & ~1) != 0) return check.notFlag("hasIgnoreIndex", frame[10]);
  args.hasIgnoreIndex = frame[10] != 0;
  args.ignoreIndex = frame[11];
  __builtin_memcpy(&args.labelSmoothing, frame + 12, sizeof(float));
  const int64_t reduction = frame[9];
  if (!(lossLength == (reduction == 0 ? n : 1))) {
    const RuleField fields[] = {{"lossLength", lossLength, {}}, {"reduction", reduction, {}}, {"n", n, {}}};
    return check.broken("lossLength == (reduction == 0 ? n : 1)", fields, 3);
  }
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
  SgdArgs args;
  const int64_t n = args.n = frame[4];
  if (n < 0) return check.tooSmall("n", n, 0);
  __builtin_memcpy(&args.lr, frame + 5, sizeof(float));
  __builtin_memcpy(&args.momentum, frame + 6, sizeof(float));
  __builtin_memcpy(&args.dampening, frame + 7, sizeof(float));
  __builtin_memcpy(&args.weightDecay, frame + 8, sizeof(float));
  if ((frame[9] & ~1) != 0) return check.notFlag("nesterov", frame[9]);
  args.nesterov = frame[9] != 0;
  if ((frame[10] & ~1) != 0) return check.notFlag("first", frame[10]);
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
  AdamArgs args;
  const int64_t n = args.n = frame[6];
  if (n < 0) return check.tooSmall("n", n, 0);
  __builtin_memcpy(&args.lr, frame + 7, sizeof(float));
  __builtin_memcpy(&args.beta1, frame + 8, sizeof(float));
  __builtin_memcpy(&args.beta2, frame + 9, sizeof(float));
  __builtin_memcpy(&args.eps, frame + 10, sizeof(float));
  __builtin_memcpy(&args.weightDecay, frame + 11, sizeof(float));
  if (frame[12] < 0 || frame[12] > 1)
    return check.notChoice("decay", frame[12], {"coupled, decoupled", 1});
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
  RandomUniformArgs args;
  const int64_t n = args.n = frame[2];
  if (n < 0) return check.tooSmall("n", n, 0);
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
  RandomNormalArgs args;
  const int64_t n = args.n = frame[2];
  if (n < 0) return check.tooSmall("n", n, 0);
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
  DropoutArgs args;
  const int64_t n = args.n = frame[3];
  if (n < 0) return check.tooSmall("n", n, 0);
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
