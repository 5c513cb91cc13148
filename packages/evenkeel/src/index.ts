// The package people install: everything by one import, on the fastest back end that loads.
import { setBackendProvider } from '@evenkeel/tensor';
import { provideBackend } from './runtime.js';

export * from '@evenkeel/data';
export * from '@evenkeel/init';
export * from '@evenkeel/layers';
export * from '@evenkeel/models';
export * from '@evenkeel/monitor';
export * from '@evenkeel/optim';
export * from '@evenkeel/tensor';
export * from '@evenkeel/train';

// Some names are both an op and a layer. The plain name is the layer; all ops are in `ops`, as `ops.relu(x)`.
export * as ops from '@evenkeel/tensor';
export {
  adaptiveAvgPool2d,
  adaptiveMaxPool2d,
  avgPool1d,
  avgPool2d,
  batchNorm,
  batchRenorm,
  celu,
  conv1d,
  conv2d,
  convTranspose2d,
  dropout,
  elu,
  embedding,
  flatten,
  gelu,
  ghostBatchNorm,
  globalAvgPool,
  globalMaxPool,
  glu,
  groupNorm,
  gru,
  hardSigmoid,
  hardSwish,
  instanceNorm,
  layerNorm,
  leakyRelu,
  linear,
  localResponseNorm,
  logSoftmax,
  lstm,
  maxout,
  maxPool1d,
  maxPool2d,
  mish,
  prelu,
  relu,
  relu6,
  rmsNorm,
  rnn,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softsign,
  tanh,
  upsample2d,
  weightNorm,
  type BatchNormOptions,
  type LinearOptions,
} from '@evenkeel/layers';

// zeros and ones are tensors; the initializers of these names are init.zeros() and init.ones().
export * as init from '@evenkeel/init';
export { ones, zeros } from '@evenkeel/tensor';

// What breaks a rule that only the kernel can see, such as a class out of range.
export { KernelError } from '@evenkeel/kernels';

export * from './choice.js';

setBackendProvider(provideBackend);
