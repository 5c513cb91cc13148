// Generated from packages/kernels/src/contract by `pnpm generate`. Do not edit.
#include "generated/contract.gen.h"

namespace evenkeel {
namespace EVENKEEL_ISA {

extern const KernelTable kernelTable;
const KernelTable kernelTable = {
    fill,
    copy,
    fromBytes,
    toFloat,
    toInt,
    unary,
    unaryGrad,
    binary,
    where,
    accumulate,
    gatherStrided,
    scatterStrided,
    reduce,
    extremumGrad,
    argMax,
    softmax,
    softmaxGrad,
    broadcastMiddle,
    gather,
    scatterAdd,
    oneHot,
    cumSum,
    argSort,
    matmul,
    conv2d,
    conv2dInputGrad,
    conv2dWeightGrad,
    maxPool2d,
    maxPool2dGrad,
    avgPool2d,
    avgPool2dGrad,
    batchNorm,
    batchNormGrad,
    batchNormInference,
    batchNormInferenceGrad,
    groupNorm,
    groupNormGrad,
    crossEntropy,
    crossEntropyGrad,
    sgd,
    adam,
    randomUniform,
    randomNormal,
    dropout,
};

}  // namespace EVENKEEL_ISA
}  // namespace evenkeel
