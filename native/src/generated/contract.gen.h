// Generated from packages/kernels/src/contract by `pnpm generate`. Do not edit.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "core/scratch.h"
#include "core/status.h"

namespace evenkeel {

constexpr char contractHash[] = "6ca546af9510596d";

/// Number of each kernel: word 0 of its frame.
enum class Op : int32_t {
  fill, copy, fromBytes, toFloat, toInt, unary, unaryGrad, binary, where, accumulate,
  gatherStrided, scatterStrided, reduce, extremumGrad, argMax, softmax, softmaxGrad,
  broadcastMiddle, gather, scatterAdd, oneHot, cumSum, argSort, matmul, conv2d, conv2dInputGrad,
  conv2dWeightGrad, maxPool2d, maxPool2dGrad, avgPool2d, avgPool2dGrad, batchNorm, batchNormGrad,
  batchNormInference, batchNormInferenceGrad, groupNorm, groupNormGrad, crossEntropy,
  crossEntropyGrad, sgd, adam, randomUniform, randomNormal, dropout,
};

constexpr int32_t opCount = 44;

/// y[i] = value
struct FillArgs {
  float* y;  // [n]
  int32_t n;
  float value;
};

/// y[yOffset + i] = x[xOffset + i]
struct CopyArgs {
  const float* x;  // [xLength]
  float* y;  // [yLength]
  int32_t n;
  int32_t xLength;
  int32_t xOffset;
  int32_t yLength;
  int32_t yOffset;
};

/// y[i] = x[i] * scale + shift
struct FromBytesArgs {
  const uint8_t* x;  // [n]
  float* y;  // [n]
  int32_t n;
  float scale;
  float shift;
};

/// y[i] = x[i]
struct ToFloatArgs {
  const int32_t* x;  // [n]
  float* y;  // [n]
  int32_t n;
};

/// y[i] = x[i] without its fraction; NaN gives 0, what is too large the nearest int32
struct ToIntArgs {
  const float* x;  // [n]
  int32_t* y;  // [n]
  int32_t n;
};

enum class UnaryF : int32_t {
  neg, abs, exp, log, sqrt, rsqrt, square, reciprocal, log1p, expm1, sin, cos, erf, sigmoid, tanh,
  relu, relu6, leakyRelu, elu, selu, celu, gelu, geluTanh, silu, mish, softplus, softsign,
  hardSigmoid, hardSwish, pow, clip, affine, sign, floor, round,
};

/// y[i] = f(x[i]); alpha and beta are parameters of f
struct UnaryArgs {
  const float* x;  // [n]
  float* y;  // [n]
  int32_t n;
  UnaryF f;
  float alpha;
  float beta;
};

using UnaryGradF = UnaryF;

/// dx[i] = dy[i] * f'(saved[i]); saved is y for the functions in savesOutput, else x
struct UnaryGradArgs {
  const float* dy;  // [n]
  const float* saved;  // [n]
  float* dx;  // [n]
  int32_t n;
  UnaryGradF f;
  float alpha;
  float beta;
};

enum class BinaryF : int32_t {
  add, sub, mul, div, maximum, minimum, pow, equal, notEqual, greater, greaterEqual, less,
  lessEqual,
};

/// y[i] = f(a[strided], b[strided]); comparisons give 1 or 0
struct BinaryArgs {
  const float* a;  // [aLength]
  const float* b;  // [bLength]
  float* y;  // [n]
  int32_t n;
  int32_t aLength;
  int32_t bLength;
  int32_t dims[6];
  int32_t aStrides[6];
  int32_t bStrides[6];
  BinaryF f;
};

/// y[i] = condition[i] != 0 ? a[i] : b[i]; a missing branch is 0
struct WhereArgs {
  const int32_t* condition;  // [n]
  const float* a;  // [n], nullptr if absent
  const float* b;  // [n], nullptr if absent
  float* y;  // [n]
  int32_t n;
};

/// y[i] += x[i] * scale
struct AccumulateArgs {
  const float* x;  // [n]
  float* y;  // [n]
  int32_t n;
  float scale;
};

/// y[i] = x[offset + sum of index * strides], i running over dims in row-major order
struct GatherStridedArgs {
  const float* x;  // [xLength]
  float* y;  // [n]
  int32_t n;
  int32_t xLength;
  int32_t offset;
  int32_t dims[6];
  int32_t strides[6];
};

/// y[offset + sum of index * strides] = (accumulate ? old : 0) + x[i]
struct ScatterStridedArgs {
  const float* x;  // [n]
  float* y;  // [yLength]
  int32_t n;
  int32_t yLength;
  int32_t offset;
  int32_t dims[6];
  int32_t strides[6];
  bool accumulate;
};

enum class ReduceF : int32_t {
  sum, mean, max, min, prod, sumOfSquares,
};

/// y[o,i] = f over k of x[o,k,i]; mean divides by n
struct ReduceArgs {
  const float* x;  // [outer, n, inner]
  float* y;  // [outer, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
  ReduceF f;
};

/// dx[o,k,i] = dy[o,i] / ties where x[o,k,i] == y[o,i], else 0
struct ExtremumGradArgs {
  const float* x;  // [outer, n, inner]
  const float* y;  // [outer, inner]
  const float* dy;  // [outer, inner]
  float* dx;  // [outer, n, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
};

/// y[o,i] = first k with the largest x[o,k,i]
struct ArgMaxArgs {
  const float* x;  // [outer, n, inner]
  int32_t* y;  // [outer, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
};

/// y[o,k,i] = exp(x - max) / sum of exp(x - max), or its logarithm
struct SoftmaxArgs {
  const float* x;  // [outer, n, inner]
  float* y;  // [outer, n, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
  bool log;
};

/// dx = y * (dy - sum(dy * y)), or for the logarithm dy - exp(y) * sum(dy)
struct SoftmaxGradArgs {
  const float* y;  // [outer, n, inner]
  const float* dy;  // [outer, n, inner]
  float* dx;  // [outer, n, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
  bool log;
};

/// y[o,k,i] = x[o,i] * scale: the gradient of a sum or mean
struct BroadcastMiddleArgs {
  const float* x;  // [outer, inner]
  float* y;  // [outer, n, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
  float scale;
};

enum class GatherPer : int32_t {
  place, element,
};

/// y[o,j,i] = x[o, index[j], i], or per element x[o, index[o,j,i], i]
struct GatherArgs {
  const float* x;  // [outer, n, inner]
  const int32_t* index;  // [indexLength]
  float* y;  // [outer, count, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
  int32_t count;
  int32_t indexLength;
  GatherPer per;
};

using ScatterAddPer = GatherPer;

/// y[o, index[j], i] += x[o,j,i], j ascending; per element y[o, index[o,j,i], i]
struct ScatterAddArgs {
  const float* x;  // [outer, count, inner]
  const int32_t* index;  // [indexLength]
  float* y;  // [outer, n, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
  int32_t count;
  int32_t indexLength;
  ScatterAddPer per;
};

/// y[i,k] = index[i] == k ? 1 : 0
struct OneHotArgs {
  const int32_t* index;  // [n]
  float* y;  // [n, c]
  int32_t n;
  int32_t c;
};

/// y[o,k,i] = sum over j <= k of x[o,j,i]; over j >= k if reverse
struct CumSumArgs {
  const float* x;  // [outer, n, inner]
  float* y;  // [outer, n, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
  bool reverse;
};

/// y[o,k,i] = place of the k-th smallest of x[o,:,i]; equals keep their order, NaN is largest
struct ArgSortArgs {
  const float* x;  // [outer, n, inner]
  int32_t* y;  // [outer, n, inner]
  int32_t outer;
  int32_t n;
  int32_t inner;
  bool descending;
};

enum class MatmulActivation : int32_t {
  none, relu, sigmoid, tanh,
};

/// c[q] = activation(op(a[q]) op(b[q]) + bias); op transposes the last two axes if asked
struct MatmulArgs {
  const float* a;  // [aBatch, m, k]
  const float* b;  // [bBatch, k, n]
  const float* bias;  // [n], nullptr if absent
  float* c;  // [batch, m, n]
  int32_t batch;
  int32_t aBatch;
  int32_t bBatch;
  int32_t m;
  int32_t n;
  int32_t k;
  bool transposeA;
  bool transposeB;
  MatmulActivation activation;
};

enum class Conv2dPrecision : int32_t {
  exact, fast,
};

enum class Conv2dActivation : int32_t {
  none, relu,
};

/// y[n,i,j,o] = activation(sum over u,v,c of x[n, i*s+u*d-p, j*s+v*d-p, c] * weight[u,v,c,o] + bias[o])
struct Conv2dArgs {
  const float* x;  // [n, h, w, c]
  const float* weight;  // [kh, kw, c/groups, o]
  const float* bias;  // [o], nullptr if absent
  float* y;  // [n, oh, ow, o]
  int32_t n;
  int32_t h;
  int32_t w;
  int32_t c;
  int32_t oh;
  int32_t ow;
  int32_t o;
  int32_t kh;
  int32_t kw;
  int32_t strideH;
  int32_t strideW;
  int32_t padTop;
  int32_t padBottom;
  int32_t padLeft;
  int32_t padRight;
  int32_t dilationH;
  int32_t dilationW;
  int32_t groups;
  Conv2dPrecision precision;
  Conv2dActivation activation;
};

using Conv2dInputGradPrecision = Conv2dPrecision;

/// dx[n,i*s+u*d-p,j*s+v*d-p,c] = sum over u,v,o of dy[n,i,j,o] * weight[u,v,c,o]
struct Conv2dInputGradArgs {
  const float* dy;  // [n, oh, ow, o]
  const float* weight;  // [kh, kw, c/groups, o]
  float* dx;  // [n, h, w, c]
  int32_t n;
  int32_t h;
  int32_t w;
  int32_t c;
  int32_t oh;
  int32_t ow;
  int32_t o;
  int32_t kh;
  int32_t kw;
  int32_t strideH;
  int32_t strideW;
  int32_t padTop;
  int32_t padBottom;
  int32_t padLeft;
  int32_t padRight;
  int32_t dilationH;
  int32_t dilationW;
  int32_t groups;
  Conv2dInputGradPrecision precision;
};

using Conv2dWeightGradPrecision = Conv2dPrecision;

/// dweight[u,v,c,o] = sum over n,i,j of x[n,i*s+u*d-p,j*s+v*d-p,c] * dy[n,i,j,o]; dbias[o] = sum of dy
struct Conv2dWeightGradArgs {
  const float* x;  // [n, h, w, c]
  const float* dy;  // [n, oh, ow, o]
  float* dweight;  // [kh, kw, c/groups, o]
  float* dbias;  // [o], nullptr if absent
  int32_t n;
  int32_t h;
  int32_t w;
  int32_t c;
  int32_t oh;
  int32_t ow;
  int32_t o;
  int32_t kh;
  int32_t kw;
  int32_t strideH;
  int32_t strideW;
  int32_t padTop;
  int32_t padBottom;
  int32_t padLeft;
  int32_t padRight;
  int32_t dilationH;
  int32_t dilationW;
  int32_t groups;
  Conv2dWeightGradPrecision precision;
};

/// y[n,i,j,c] = max over u,v of x[n,i*s+u*d-p,j*s+v*d-p,c]; tap = u*kw + v, first of equals
struct MaxPool2dArgs {
  const float* x;  // [n, h, w, c]
  float* y;  // [n, oh, ow, c]
  uint8_t* tap;  // [n, oh, ow, c], nullptr if absent
  int32_t n;
  int32_t h;
  int32_t w;
  int32_t c;
  int32_t oh;
  int32_t ow;
  int32_t kh;
  int32_t kw;
  int32_t strideH;
  int32_t strideW;
  int32_t padTop;
  int32_t padBottom;
  int32_t padLeft;
  int32_t padRight;
  int32_t dilationH;
  int32_t dilationW;
};

/// dx[n,h,w,c] = sum of dy of the windows whose tap chose that pixel
struct MaxPool2dGradArgs {
  const float* dy;  // [n, oh, ow, c]
  const uint8_t* tap;  // [n, oh, ow, c]
  float* dx;  // [n, h, w, c]
  int32_t n;
  int32_t h;
  int32_t w;
  int32_t c;
  int32_t oh;
  int32_t ow;
  int32_t kh;
  int32_t kw;
  int32_t strideH;
  int32_t strideW;
  int32_t padTop;
  int32_t padBottom;
  int32_t padLeft;
  int32_t padRight;
  int32_t dilationH;
  int32_t dilationW;
};

/// y[n,i,j,c] = sum over the window of x / divisor (see avgPool2d in the tensor package)
struct AvgPool2dArgs {
  const float* x;  // [n, h, w, c]
  float* y;  // [n, oh, ow, c]
  int32_t n;
  int32_t h;
  int32_t w;
  int32_t c;
  int32_t oh;
  int32_t ow;
  int32_t kh;
  int32_t kw;
  int32_t strideH;
  int32_t strideW;
  int32_t padTop;
  int32_t padBottom;
  int32_t padLeft;
  int32_t padRight;
  int32_t dilationH;
  int32_t dilationW;
  bool countIncludePad;
};

/// dx[n,h,w,c] = sum over the windows that hold the pixel of dy / divisor
struct AvgPool2dGradArgs {
  const float* dy;  // [n, oh, ow, c]
  float* dx;  // [n, h, w, c]
  int32_t n;
  int32_t h;
  int32_t w;
  int32_t c;
  int32_t oh;
  int32_t ow;
  int32_t kh;
  int32_t kw;
  int32_t strideH;
  int32_t strideW;
  int32_t padTop;
  int32_t padBottom;
  int32_t padLeft;
  int32_t padRight;
  int32_t dilationH;
  int32_t dilationW;
  bool countIncludePad;
};

using BatchNormActivation = Conv2dActivation;

/// y = activation((x - mean) * rstd * gamma + beta + residual); mean and biased variance over m;
/// running += momentum * (batch - running) with the unbiased variance
struct BatchNormArgs {
  const float* x;  // [m, c]
  const float* residual;  // [m, c], nullptr if absent
  const float* gamma;  // [c], nullptr if absent
  const float* beta;  // [c], nullptr if absent
  float* y;  // [m, c]
  float* mean;  // [c]
  float* rstd;  // [c]
  float* runningMean;  // [c], nullptr if absent
  float* runningVar;  // [c], nullptr if absent
  int32_t m;
  int32_t c;
  float eps;
  float momentum;
  BatchNormActivation activation;
};

using BatchNormGradActivation = Conv2dActivation;

/// g = dy where the activation let it pass; dbeta = sum g; dgamma = sum g * xhat; dx = gamma * rstd *
/// (g - dbeta/m - xhat * dgamma/m); dresidual = g
struct BatchNormGradArgs {
  const float* x;  // [m, c]
  const float* dy;  // [m, c]
  const float* y;  // [m, c], nullptr if absent
  const float* gamma;  // [c], nullptr if absent
  const float* beta;  // [c], nullptr if absent
  const float* mean;  // [c]
  const float* rstd;  // [c]
  float* dx;  // [m, c], nullptr if absent
  float* dresidual;  // [m, c], nullptr if absent
  float* dgamma;  // [c], nullptr if absent
  float* dbeta;  // [c], nullptr if absent
  int32_t m;
  int32_t c;
  BatchNormGradActivation activation;
};

using BatchNormInferenceActivation = Conv2dActivation;

/// y = activation((x - mean) / sqrt(variance + eps) * gamma + beta + residual)
struct BatchNormInferenceArgs {
  const float* x;  // [m, c]
  const float* residual;  // [m, c], nullptr if absent
  const float* gamma;  // [c], nullptr if absent
  const float* beta;  // [c], nullptr if absent
  const float* mean;  // [c]
  const float* variance;  // [c]
  float* y;  // [m, c]
  int32_t m;
  int32_t c;
  float eps;
  BatchNormInferenceActivation activation;
};

using BatchNormInferenceGradActivation = Conv2dActivation;

/// g = dy where y let it pass; dx = g * gamma * rstd; dgamma = sum g * xhat; dbeta = sum g
struct BatchNormInferenceGradArgs {
  const float* x;  // [m, c]
  const float* dy;  // [m, c]
  const float* y;  // [m, c], nullptr if absent
  const float* gamma;  // [c], nullptr if absent
  const float* beta;  // [c], nullptr if absent
  const float* mean;  // [c]
  const float* variance;  // [c]
  float* dx;  // [m, c], nullptr if absent
  float* dresidual;  // [m, c], nullptr if absent
  float* dgamma;  // [c], nullptr if absent
  float* dbeta;  // [c], nullptr if absent
  int32_t m;
  int32_t c;
  float eps;
  BatchNormInferenceGradActivation activation;
};

/// y = (x - mean) * rstd * gamma + beta; mean and rstd = 1 / sqrt(variance + eps) over s and k; without
/// center the mean is 0 and the variance that of x around 0
struct GroupNormArgs {
  const float* x;  // [n, s, groups, k]
  const float* gamma;  // [groups, k], nullptr if absent
  const float* beta;  // [groups, k], nullptr if absent
  float* y;  // [n, s, groups, k]
  float* mean;  // [n, groups, 2]
  float* rstd;  // [n, groups]
  int32_t n;
  int32_t s;
  int32_t groups;
  int32_t k;
  float eps;
  bool center;
};

/// dgamma = sum over n and s of dy * xhat; dbeta = sum dy; g = dy * gamma; dx = rstd * (g - mean of g -
/// xhat * mean of (g * xhat)) over s and k, without center no mean of g
struct GroupNormGradArgs {
  const float* x;  // [n, s, groups, k]
  const float* dy;  // [n, s, groups, k]
  const float* gamma;  // [groups, k], nullptr if absent
  const float* mean;  // [n, groups, 2]
  const float* rstd;  // [n, groups]
  float* dx;  // [n, s, groups, k], nullptr if absent
  float* dgamma;  // [groups, k], nullptr if absent
  float* dbeta;  // [groups, k], nullptr if absent
  int32_t n;
  int32_t s;
  int32_t groups;
  int32_t k;
  bool center;
};

enum class CrossEntropyReduction : int32_t {
  none, mean, sum,
};

/// row = -(1-s) * w[t] * logp[t] - s/c * sum over k of w[k] * logp[k]; 0 where ignored; mean divides by
/// the sum of w[t] over the rows not ignored
struct CrossEntropyArgs {
  const float* logits;  // [n, c]
  const int32_t* target;  // [n]
  const float* classWeights;  // [c], nullptr if absent
  float* loss;  // [lossLength]
  int32_t lossLength;
  int32_t n;
  int32_t c;
  CrossEntropyReduction reduction;
  bool hasIgnoreIndex;
  int32_t ignoreIndex;
  float labelSmoothing;
};

using CrossEntropyGradReduction = CrossEntropyReduction;

/// dlogits = dloss * d(loss)/d(logits), from softmax(logits) recomputed
struct CrossEntropyGradArgs {
  const float* logits;  // [n, c]
  const int32_t* target;  // [n]
  const float* classWeights;  // [c], nullptr if absent
  const float* dloss;  // [lossLength]
  float* dlogits;  // [n, c]
  int32_t lossLength;
  int32_t n;
  int32_t c;
  CrossEntropyGradReduction reduction;
  bool hasIgnoreIndex;
  int32_t ignoreIndex;
  float labelSmoothing;
};

/// g = grad + weightDecay * p; velocity = first ? g : momentum * velocity + (1 - dampening) * g; p -=
/// lr * (nesterov ? g + momentum * velocity : velocity); without velocity p -= lr * g
struct SgdArgs {
  float* p;  // [n]
  const float* grad;  // [n]
  float* velocity;  // [n], nullptr if absent
  int32_t n;
  float lr;
  float momentum;
  float dampening;
  float weightDecay;
  bool nesterov;
  bool first;
};

enum class AdamDecay : int32_t {
  coupled, decoupled,
};

/// m = beta1 m + (1-beta1) g; v = beta2 v + (1-beta2) g^2; p -= lr * (m / correction1) / (sqrt(v /
/// correction2) + eps); vMax is the largest v so far (AMSGrad)
struct AdamArgs {
  float* p;  // [n]
  const float* grad;  // [n]
  float* m;  // [n]
  float* v;  // [n]
  float* vMax;  // [n], nullptr if absent
  int32_t n;
  float lr;
  float beta1;
  float beta2;
  float eps;
  float weightDecay;
  AdamDecay decay;
  float correction1;
  float correction2;
};

/// y[4b+i] = low + (high - low) * (word[i] >> 8) * 2^-24, word = philox(counter of block b)
struct RandomUniformArgs {
  float* y;  // [n]
  int32_t n;
  int32_t seedLow;
  int32_t seedHigh;
  int32_t streamLow;
  int32_t streamHigh;
  int32_t blockLow;
  int32_t blockHigh;
  float low;
  float high;
};

/// y[4b+2i], y[4b+2i+1] = mean + std * r * (cos t, sin t); r = sqrt(-2 log u), t = 2 pi v, u =
/// (word[2i] + 1) * 2^-32, v = word[2i+1] * 2^-32, all in double without fused operations
struct RandomNormalArgs {
  float* y;  // [n]
  int32_t n;
  int32_t seedLow;
  int32_t seedHigh;
  int32_t streamLow;
  int32_t streamHigh;
  int32_t blockLow;
  int32_t blockHigh;
  float mean;
  float std;
};

/// y[i] = u[i] < rate ? 0 : x[i] * scale, u = the numbers of randomUniform from 0 to 1
struct DropoutArgs {
  const float* x;  // [n]
  float* y;  // [n]
  int32_t n;
  int32_t seedLow;
  int32_t seedHigh;
  int32_t streamLow;
  int32_t streamHigh;
  int32_t blockLow;
  int32_t blockHigh;
  float rate;
  float scale;
};

/// The kernels of one instruction set.
struct KernelTable {
  Status (*fill)(const FillArgs& args, Scratch& scratch);
  Status (*copy)(const CopyArgs& args, Scratch& scratch);
  Status (*fromBytes)(const FromBytesArgs& args, Scratch& scratch);
  Status (*toFloat)(const ToFloatArgs& args, Scratch& scratch);
  Status (*toInt)(const ToIntArgs& args, Scratch& scratch);
  Status (*unary)(const UnaryArgs& args, Scratch& scratch);
  Status (*unaryGrad)(const UnaryGradArgs& args, Scratch& scratch);
  Status (*binary)(const BinaryArgs& args, Scratch& scratch);
  Status (*where)(const WhereArgs& args, Scratch& scratch);
  Status (*accumulate)(const AccumulateArgs& args, Scratch& scratch);
  Status (*gatherStrided)(const GatherStridedArgs& args, Scratch& scratch);
  Status (*scatterStrided)(const ScatterStridedArgs& args, Scratch& scratch);
  Status (*reduce)(const ReduceArgs& args, Scratch& scratch);
  Status (*extremumGrad)(const ExtremumGradArgs& args, Scratch& scratch);
  Status (*argMax)(const ArgMaxArgs& args, Scratch& scratch);
  Status (*softmax)(const SoftmaxArgs& args, Scratch& scratch);
  Status (*softmaxGrad)(const SoftmaxGradArgs& args, Scratch& scratch);
  Status (*broadcastMiddle)(const BroadcastMiddleArgs& args, Scratch& scratch);
  Status (*gather)(const GatherArgs& args, Scratch& scratch);
  Status (*scatterAdd)(const ScatterAddArgs& args, Scratch& scratch);
  Status (*oneHot)(const OneHotArgs& args, Scratch& scratch);
  Status (*cumSum)(const CumSumArgs& args, Scratch& scratch);
  Status (*argSort)(const ArgSortArgs& args, Scratch& scratch);
  Status (*matmul)(const MatmulArgs& args, Scratch& scratch);
  Status (*conv2d)(const Conv2dArgs& args, Scratch& scratch);
  Status (*conv2dInputGrad)(const Conv2dInputGradArgs& args, Scratch& scratch);
  Status (*conv2dWeightGrad)(const Conv2dWeightGradArgs& args, Scratch& scratch);
  Status (*maxPool2d)(const MaxPool2dArgs& args, Scratch& scratch);
  Status (*maxPool2dGrad)(const MaxPool2dGradArgs& args, Scratch& scratch);
  Status (*avgPool2d)(const AvgPool2dArgs& args, Scratch& scratch);
  Status (*avgPool2dGrad)(const AvgPool2dGradArgs& args, Scratch& scratch);
  Status (*batchNorm)(const BatchNormArgs& args, Scratch& scratch);
  Status (*batchNormGrad)(const BatchNormGradArgs& args, Scratch& scratch);
  Status (*batchNormInference)(const BatchNormInferenceArgs& args, Scratch& scratch);
  Status (*batchNormInferenceGrad)(const BatchNormInferenceGradArgs& args, Scratch& scratch);
  Status (*groupNorm)(const GroupNormArgs& args, Scratch& scratch);
  Status (*groupNormGrad)(const GroupNormGradArgs& args, Scratch& scratch);
  Status (*crossEntropy)(const CrossEntropyArgs& args, Scratch& scratch);
  Status (*crossEntropyGrad)(const CrossEntropyGradArgs& args, Scratch& scratch);
  Status (*sgd)(const SgdArgs& args, Scratch& scratch);
  Status (*adam)(const AdamArgs& args, Scratch& scratch);
  Status (*randomUniform)(const RandomUniformArgs& args, Scratch& scratch);
  Status (*randomNormal)(const RandomNormalArgs& args, Scratch& scratch);
  Status (*dropout)(const DropoutArgs& args, Scratch& scratch);
};

#ifdef EVENKEEL_ISA
namespace EVENKEEL_ISA {
#include "generated/kernels.gen.inc"
}  // namespace EVENKEEL_ISA
#endif

}  // namespace evenkeel
