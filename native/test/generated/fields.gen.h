// Generated from packages/kernels/src/contract by `pnpm generate`. Do not edit.
#pragma once

#include <stdint.h>

#include "core/arena.h"
#include "generated/contract.gen.h"

namespace evenkeel {

enum class FieldKind { buffer, i32, f32, flag, choice, i32s };

/// One field of a kernel: `count` is the number of choices, or of the integers of a vector.
struct Field {
  const char* name;
  FieldKind kind;
  int32_t min;
  int32_t count;
  ElementType type;
  bool written;
  bool optional;
  const char* dims;
};

struct Kernel {
  const char* name;
  const Field* fields;
  int32_t count;
};

const Field fillFields[] = {
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"value", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field copyFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "xLength"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "yLength"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"xLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"xOffset", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"yLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"yOffset", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
};

const Field fromBytesFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::uint8, false, false, "n"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"scale", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"shift", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field toFloatFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::int32, false, false, "n"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
};

const Field toIntFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n"},
    {"y", FieldKind::buffer, 0, 1, ElementType::int32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
};

const Field unaryFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"f", FieldKind::choice, 0, 35, ElementType::float32, false, false, ""},
    {"alpha", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"beta", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field unaryGradFields[] = {
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n"},
    {"saved", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n"},
    {"dx", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"f", FieldKind::choice, 0, 35, ElementType::float32, false, false, ""},
    {"alpha", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"beta", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field binaryFields[] = {
    {"a", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "aLength"},
    {"b", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "bLength"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"aLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"bLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dims", FieldKind::i32s, 0, 6, ElementType::float32, false, false, ""},
    {"aStrides", FieldKind::i32s, 0, 6, ElementType::float32, false, false, ""},
    {"bStrides", FieldKind::i32s, 0, 6, ElementType::float32, false, false, ""},
    {"f", FieldKind::choice, 0, 13, ElementType::float32, false, false, ""},
};

const Field whereFields[] = {
    {"condition", FieldKind::buffer, 0, 1, ElementType::int32, false, false, "n"},
    {"a", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "n"},
    {"b", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "n"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
};

const Field accumulateFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"scale", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field gatherStridedFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "xLength"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"xLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"offset", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dims", FieldKind::i32s, 0, 6, ElementType::float32, false, false, ""},
    {"strides", FieldKind::i32s, INT32_MIN, 6, ElementType::float32, false, false, ""},
};

const Field scatterStridedFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "yLength"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"yLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"offset", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dims", FieldKind::i32s, 0, 6, ElementType::float32, false, false, ""},
    {"strides", FieldKind::i32s, INT32_MIN, 6, ElementType::float32, false, false, ""},
    {"accumulate", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field reduceFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*n*inner"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "outer*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"f", FieldKind::choice, 0, 6, ElementType::float32, false, false, ""},
};

const Field extremumGradFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*n*inner"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*inner"},
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*inner"},
    {"dx", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "outer*n*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
};

const Field argMaxFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*n*inner"},
    {"y", FieldKind::buffer, 0, 1, ElementType::int32, true, false, "outer*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
};

const Field softmaxFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*n*inner"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "outer*n*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"log", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field softmaxGradFields[] = {
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*n*inner"},
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*n*inner"},
    {"dx", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "outer*n*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"log", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field broadcastMiddleFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*inner"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "outer*n*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"scale", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field gatherFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*n*inner"},
    {"index", FieldKind::buffer, 0, 1, ElementType::int32, false, false, "indexLength"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "outer*count*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"count", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"indexLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"per", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
};

const Field scatterAddFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*count*inner"},
    {"index", FieldKind::buffer, 0, 1, ElementType::int32, false, false, "indexLength"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "outer*n*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"count", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"indexLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"per", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
};

const Field oneHotFields[] = {
    {"index", FieldKind::buffer, 0, 1, ElementType::int32, false, false, "n"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*c"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
};

const Field cumSumFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*n*inner"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "outer*n*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"reverse", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field argSortFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "outer*n*inner"},
    {"y", FieldKind::buffer, 0, 1, ElementType::int32, true, false, "outer*n*inner"},
    {"outer", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"inner", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"descending", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field matmulFields[] = {
    {"a", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "aBatch*m*k"},
    {"b", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "bBatch*k*n"},
    {"bias", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "n"},
    {"c", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "batch*m*n"},
    {"batch", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"aBatch", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"bBatch", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"m", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"k", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"transposeA", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
    {"transposeB", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
    {"activation", FieldKind::choice, 0, 4, ElementType::float32, false, false, ""},
};

const Field conv2dFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*h*w*c"},
    {"weight", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "kh*kw*c/groups*o"},
    {"bias", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "o"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*oh*ow*o"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"h", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"w", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"oh", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"ow", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"o", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"kh", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"kw", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"padTop", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padBottom", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padLeft", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padRight", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dilationH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"dilationW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"groups", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"precision", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
    {"activation", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
};

const Field conv2dInputGradFields[] = {
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*oh*ow*o"},
    {"weight", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "kh*kw*c/groups*o"},
    {"dx", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*h*w*c"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"h", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"w", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"oh", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"ow", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"o", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"kh", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"kw", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"padTop", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padBottom", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padLeft", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padRight", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dilationH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"dilationW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"groups", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"precision", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
};

const Field conv2dWeightGradFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*h*w*c"},
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*oh*ow*o"},
    {"dweight", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "kh*kw*c/groups*o"},
    {"dbias", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "o"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"h", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"w", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"oh", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"ow", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"o", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"kh", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"kw", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"padTop", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padBottom", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padLeft", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padRight", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dilationH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"dilationW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"groups", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"precision", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
};

const Field maxPool2dFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*h*w*c"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*oh*ow*c"},
    {"tap", FieldKind::buffer, 0, 1, ElementType::uint8, true, true, "n*oh*ow*c"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"h", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"w", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"oh", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"ow", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"kh", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"kw", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"padTop", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padBottom", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padLeft", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padRight", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dilationH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"dilationW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
};

const Field maxPool2dGradFields[] = {
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*oh*ow*c"},
    {"tap", FieldKind::buffer, 0, 1, ElementType::uint8, false, false, "n*oh*ow*c"},
    {"dx", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*h*w*c"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"h", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"w", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"oh", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"ow", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"kh", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"kw", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"padTop", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padBottom", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padLeft", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padRight", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dilationH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"dilationW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
};

const Field avgPool2dFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*h*w*c"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*oh*ow*c"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"h", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"w", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"oh", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"ow", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"kh", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"kw", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"padTop", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padBottom", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padLeft", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padRight", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dilationH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"dilationW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"countIncludePad", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field avgPool2dGradFields[] = {
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*oh*ow*c"},
    {"dx", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*h*w*c"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"h", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"w", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"oh", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"ow", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"kh", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"kw", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"strideW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"padTop", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padBottom", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padLeft", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"padRight", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"dilationH", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"dilationW", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"countIncludePad", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field batchNormFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "m*c"},
    {"residual", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "m*c"},
    {"gamma", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"beta", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "m*c"},
    {"mean", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "c"},
    {"rstd", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "c"},
    {"runningMean", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "c"},
    {"runningVar", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "c"},
    {"m", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"eps", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"momentum", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"activation", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
};

const Field batchNormGradFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "m*c"},
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "m*c"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "m*c"},
    {"gamma", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"beta", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"mean", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "c"},
    {"rstd", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "c"},
    {"dx", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "m*c"},
    {"dresidual", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "m*c"},
    {"dgamma", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "c"},
    {"dbeta", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "c"},
    {"m", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"activation", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
};

const Field batchNormInferenceFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "m*c"},
    {"residual", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "m*c"},
    {"gamma", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"beta", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"mean", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "c"},
    {"variance", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "c"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "m*c"},
    {"m", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"eps", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"activation", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
};

const Field batchNormInferenceGradFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "m*c"},
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "m*c"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "m*c"},
    {"gamma", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"beta", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"mean", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "c"},
    {"variance", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "c"},
    {"dx", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "m*c"},
    {"dresidual", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "m*c"},
    {"dgamma", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "c"},
    {"dbeta", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "c"},
    {"m", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"eps", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"activation", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
};

const Field groupNormFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*s*groups*k"},
    {"gamma", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "groups*k"},
    {"beta", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "groups*k"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*s*groups*k"},
    {"mean", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*groups*2"},
    {"rstd", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*groups"},
    {"n", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"s", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"groups", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"k", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"eps", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"center", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field groupNormGradFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*s*groups*k"},
    {"dy", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*s*groups*k"},
    {"gamma", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "groups*k"},
    {"mean", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*groups*2"},
    {"rstd", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*groups"},
    {"dx", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "n*s*groups*k"},
    {"dgamma", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "groups*k"},
    {"dbeta", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "groups*k"},
    {"n", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"s", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"groups", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"k", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"center", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field crossEntropyFields[] = {
    {"logits", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*c"},
    {"target", FieldKind::buffer, 0, 1, ElementType::int32, false, false, "n"},
    {"classWeights", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"loss", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "lossLength"},
    {"lossLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"reduction", FieldKind::choice, 0, 3, ElementType::float32, false, false, ""},
    {"hasIgnoreIndex", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
    {"ignoreIndex", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"labelSmoothing", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field crossEntropyGradFields[] = {
    {"logits", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n*c"},
    {"target", FieldKind::buffer, 0, 1, ElementType::int32, false, false, "n"},
    {"classWeights", FieldKind::buffer, 0, 1, ElementType::float32, false, true, "c"},
    {"dloss", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "lossLength"},
    {"dlogits", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n*c"},
    {"lossLength", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"c", FieldKind::i32, 1, 1, ElementType::float32, false, false, ""},
    {"reduction", FieldKind::choice, 0, 3, ElementType::float32, false, false, ""},
    {"hasIgnoreIndex", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
    {"ignoreIndex", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"labelSmoothing", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field sgdFields[] = {
    {"p", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"grad", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n"},
    {"velocity", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"lr", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"momentum", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"dampening", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"weightDecay", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"nesterov", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
    {"first", FieldKind::flag, 0, 1, ElementType::float32, false, false, ""},
};

const Field adamFields[] = {
    {"p", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"grad", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n"},
    {"m", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"v", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"vMax", FieldKind::buffer, 0, 1, ElementType::float32, true, true, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"lr", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"beta1", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"beta2", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"eps", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"weightDecay", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"decay", FieldKind::choice, 0, 2, ElementType::float32, false, false, ""},
    {"correction1", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"correction2", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field randomUniformFields[] = {
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"seedLow", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"seedHigh", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"streamLow", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"streamHigh", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"blockLow", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"blockHigh", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"low", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"high", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field randomNormalFields[] = {
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"seedLow", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"seedHigh", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"streamLow", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"streamHigh", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"blockLow", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"blockHigh", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"mean", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"std", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Field dropoutFields[] = {
    {"x", FieldKind::buffer, 0, 1, ElementType::float32, false, false, "n"},
    {"y", FieldKind::buffer, 0, 1, ElementType::float32, true, false, "n"},
    {"n", FieldKind::i32, 0, 1, ElementType::float32, false, false, ""},
    {"seedLow", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"seedHigh", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"streamLow", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"streamHigh", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"blockLow", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"blockHigh", FieldKind::i32, INT32_MIN, 1, ElementType::float32, false, false, ""},
    {"rate", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
    {"scale", FieldKind::f32, 0, 1, ElementType::float32, false, false, ""},
};

const Kernel contractKernels[opCount] = {
    {"fill", fillFields, 3},
    {"copy", copyFields, 7},
    {"fromBytes", fromBytesFields, 5},
    {"toFloat", toFloatFields, 3},
    {"toInt", toIntFields, 3},
    {"unary", unaryFields, 6},
    {"unaryGrad", unaryGradFields, 7},
    {"binary", binaryFields, 10},
    {"where", whereFields, 5},
    {"accumulate", accumulateFields, 4},
    {"gatherStrided", gatherStridedFields, 7},
    {"scatterStrided", scatterStridedFields, 8},
    {"reduce", reduceFields, 6},
    {"extremumGrad", extremumGradFields, 7},
    {"argMax", argMaxFields, 5},
    {"softmax", softmaxFields, 6},
    {"softmaxGrad", softmaxGradFields, 7},
    {"broadcastMiddle", broadcastMiddleFields, 6},
    {"gather", gatherFields, 9},
    {"scatterAdd", scatterAddFields, 9},
    {"oneHot", oneHotFields, 4},
    {"cumSum", cumSumFields, 6},
    {"argSort", argSortFields, 6},
    {"matmul", matmulFields, 13},
    {"conv2d", conv2dFields, 24},
    {"conv2dInputGrad", conv2dInputGradFields, 22},
    {"conv2dWeightGrad", conv2dWeightGradFields, 23},
    {"maxPool2d", maxPool2dFields, 19},
    {"maxPool2dGrad", maxPool2dGradFields, 19},
    {"avgPool2d", avgPool2dFields, 19},
    {"avgPool2dGrad", avgPool2dGradFields, 19},
    {"batchNorm", batchNormFields, 14},
    {"batchNormGrad", batchNormGradFields, 14},
    {"batchNormInference", batchNormInferenceFields, 11},
    {"batchNormInferenceGrad", batchNormInferenceGradFields, 15},
    {"groupNorm", groupNormFields, 12},
    {"groupNormGrad", groupNormGradFields, 13},
    {"crossEntropy", crossEntropyFields, 11},
    {"crossEntropyGrad", crossEntropyGradFields, 12},
    {"sgd", sgdFields, 10},
    {"adam", adamFields, 14},
    {"randomUniform", randomUniformFields, 10},
    {"randomNormal", randomNormalFields, 10},
    {"dropout", dropoutFields, 11},
};

}  // namespace evenkeel
