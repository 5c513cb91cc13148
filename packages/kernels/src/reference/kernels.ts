// All reference kernels by name. The type makes a missing or mistyped kernel an error of compilation.
import type { KernelName, ReferenceArgs } from '../contract.js';
import {
  batchNorm,
  batchNormGrad,
  batchNormInference,
  batchNormInferenceGrad,
} from './batchNorm.js';
import { conv2d, conv2dInputGrad, conv2dWeightGrad } from './conv.js';
import { crossEntropy, crossEntropyGrad } from './crossEntropy.js';
import {
  accumulate,
  copy,
  fill,
  fromBytes,
  toFloat,
  toInt,
  unary,
  unaryGrad,
  where,
} from './elementwise.js';
import { groupNorm, groupNormGrad } from './groupNorm.js';
import { matmul } from './matmul.js';
import { adam, sgd } from './optimizers.js';
import { avgPool2d, avgPool2dGrad, maxPool2d, maxPool2dGrad } from './pool.js';
import { dropout, randomNormal, randomUniform } from './random.js';
import { argMax, broadcastMiddle, extremumGrad, reduce } from './reduce.js';
import { argSort, cumSum, gather, oneHot, scatterAdd } from './select.js';
import { softmax, softmaxGrad } from './softmax.js';
import { binary, gatherStrided, scatterStrided } from './strided.js';

export type ReferenceKernels = { readonly [K in KernelName]: (args: ReferenceArgs<K>) => void };

export const referenceKernels: ReferenceKernels = {
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
