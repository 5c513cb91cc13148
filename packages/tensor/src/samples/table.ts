// Samples of every op, by the name under which the op is exported. An op that is not listed here fails a test.
import { activationSamples } from '../ops/activation/activation.samples.js';
import { binarySamples } from '../ops/binary/binary.samples.js';
import { conv1dSamples } from '../ops/image/conv1d.samples.js';
import { imageSamples } from '../ops/image/image.samples.js';
import { pool1dSamples } from '../ops/image/pool1d.samples.js';
import { resizeSamples } from '../ops/image/resize.samples.js';
import { classLossSamples } from '../ops/loss/class-losses.samples.js';
import { crossEntropySamples } from '../ops/loss/cross-entropy.samples.js';
import { lossSamples } from '../ops/loss/loss.samples.js';
import { einsumSamples } from '../ops/matmul/einsum.samples.js';
import { matrixSamples } from '../ops/matmul/matmul.samples.js';
import { batchNormSamples } from '../ops/norm/batch-norm.samples.js';
import { dropoutSamples } from '../ops/norm/dropout.samples.js';
import { groupNormFamilySamples } from '../ops/norm/group-norm.samples.js';
import { recurrentSamples } from '../ops/recurrent/recurrent.samples.js';
import { renormSamples } from '../ops/norm/renorm.samples.js';
import { reduceSamples } from '../ops/reduce/reduce.samples.js';
import { selectSamples } from '../ops/select/select.samples.js';
import { arrangeSamples } from '../ops/shape/arrange.samples.js';
import { shapeSamples } from '../ops/shape/shape.samples.js';
import { unarySamples } from '../ops/unary/unary.samples.js';
import type { OpSamples } from './sample.js';

export const opSamples: Readonly<Record<string, OpSamples>> = {
  ...unarySamples,
  ...binarySamples,
  ...matrixSamples,
  ...recurrentSamples,
  ...reduceSamples,
  ...shapeSamples,
  ...arrangeSamples,
  ...imageSamples,
  conv1d: conv1dSamples,
  ...pool1dSamples,
  ...resizeSamples,
  ...activationSamples,
  ...lossSamples,
  ...classLossSamples,
  ...selectSamples,
  ...groupNormFamilySamples,
  ...renormSamples,
  dropout: dropoutSamples,
  einsum: einsumSamples,
  batchNorm: batchNormSamples,
  crossEntropy: crossEntropySamples,
};
