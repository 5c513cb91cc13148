// Samples of local response norm, weight norm, batch renormalization and ghost batch norm.
import { full, ones, zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import { batchRenorm } from './batch-renorm.js';
import { ghostBatchNorm } from './ghost-batch-norm.js';
import { localResponseNorm } from './local-response-norm.js';
import { weightNorm } from './weight-norm.js';

const affine = { gamma: float([3], { low: 0.5 }), beta: float([3]) };
const rows = { x: float([6, 3]), ...affine };
const images = { x: float([2, 2, 2, 3]), ...affine };

const localResponseNormSamples: OpSamples = {
  good: [
    good('images', { x: float([2, 2, 2, 6]) }, ({ x }) => localResponseNorm(x)),
    good('strong', { x: float([2, 6]) }, ({ x }) =>
      localResponseNorm(x, { size: 3, alpha: 0.5, k: 1 }),
    ),
    good('even size', { x: float([2, 5]) }, ({ x }) =>
      localResponseNorm(x, { size: 4, alpha: 0.5, beta: 0.5, k: 1 }),
    ),
    good('a window wider than the channels', { x: float([3, 2]) }, ({ x }) =>
      localResponseNorm(x, { size: 7, alpha: 1 }),
    ),
  ],
  bad: [
    bad(
      'no channels to sum',
      () => localResponseNorm(zeros([2, 3]), { size: 0 }),
      'localResponseNorm: size must be a whole number from 1 on, got 0.',
    ),
    bad(
      'k of 0',
      () => localResponseNorm(zeros([2, 3]), { k: 0 }),
      'localResponseNorm: k must be above 0, got 0.',
    ),
    bad(
      'a scalar',
      () => localResponseNorm(zeros([])),
      'localResponseNorm: x must be [..., C], got [].',
    ),
  ],
};

const weightNormSamples: OpSamples = {
  good: [
    good('linear', { v: float([5, 4]), g: float([4]) }, ({ v, g }) => weightNorm(v, g)),
    good('convolution', { v: float([2, 2, 3, 4]), g: float([4]) }, ({ v, g }) => weightNorm(v, g)),
  ],
  bad: [
    bad(
      'g of another length',
      () => weightNorm(zeros([5, 4]), zeros([5])),
      'weightNorm: g must be [4] to match v [5, 4], got [5].',
    ),
    bad(
      'a vector',
      () => weightNorm(zeros([4]), zeros([4])),
      'weightNorm: v must be [..., out] of two axes or more, got [4].',
    ),
  ],
};

/** Statistics so far away that r and d are at their limits: constants to differences too. */
const far = () => ({ runningMean: full([3], 100), runningStd: full([3], 10) });
const near = () => ({ runningMean: zeros([3]), runningStd: ones([3]) });

const batchRenormSamples: OpSamples = {
  good: [
    good('as batch norm', rows, ({ x, ...options }) =>
      batchRenorm(x, { ...options, ...near(), training: true, rMax: 1, dMax: 0 }),
    ),
    good('at the limits', images, ({ x, ...options }) =>
      batchRenorm(x, { ...options, ...far(), training: true, rMax: 1.1, dMax: 0.5 }),
    ),
    good('no affine map', { x: rows.x }, ({ x }) =>
      batchRenorm(x, { ...far(), training: true, rMax: 2, dMax: 1 }),
    ),
    good('one row', { ...rows, x: float([1, 3]) }, ({ x, ...options }) =>
      batchRenorm(x, { ...options, ...far(), training: true }),
    ),
    good('evaluation', images, ({ x, ...options }) => batchRenorm(x, { ...options, ...far() })),
  ],
  bad: [
    bad(
      'rMax below 1',
      () => batchRenorm(zeros([4, 3]), { ...near(), training: true, rMax: 0.5 }),
      'batchRenorm: rMax must be from 1 on, got 0.5.',
    ),
    bad(
      'dMax below 0',
      () => batchRenorm(zeros([4, 3]), { ...near(), training: true, dMax: -1 }),
      'batchRenorm: dMax must be from 0 on, got -1.',
    ),
    bad(
      'statistics of other channels',
      () => batchRenorm(zeros([4, 2]), { ...near(), training: true }),
      'batchRenorm: runningMean must be [2] to match x [4, 2], got [3].',
    ),
    bad(
      'an empty batch',
      () => batchRenorm(zeros([0, 3]), { ...near(), training: true }),
      'batchRenorm: x must be [..., C] of two axes or more, not empty, got [0, 3].',
    ),
    bad(
      'momentum above 1',
      () => batchRenorm(zeros([4, 3]), { ...near(), momentum: 2 }),
      'batchRenorm: momentum must be from 0 to 1, got 2.',
    ),
  ],
};

const ghostBatchNormSamples: OpSamples = {
  good: [
    good('two ghost batches', rows, ({ x, ...options }) =>
      ghostBatchNorm(x, { ...options, size: 3, training: true }),
    ),
    good('one and what is left over', { ...rows, x: float([5, 3]) }, ({ x, ...options }) =>
      ghostBatchNorm(x, { ...options, size: 2, training: true, eps: 0.1 }),
    ),
    good('images with relu', images, ({ x, ...options }) =>
      ghostBatchNorm(x, { ...options, size: 1, training: true, activation: 'relu', eps: 1 }),
    ),
    good('evaluation', rows, ({ x, ...options }) =>
      ghostBatchNorm(x, { ...options, runningMean: zeros([3]), runningVar: ones([3]), size: 2 }),
    ),
  ],
  bad: [
    bad(
      'no size',
      () => ghostBatchNorm(zeros([4, 3]), { size: 0 }),
      'ghostBatchNorm: size must be a whole number from 1 on, got 0.',
    ),
    bad(
      'ghost batches of one value',
      () => ghostBatchNorm(zeros([4, 3]), { size: 1, training: true }),
      'batchNorm: x must be of two values or more per channel in training, got 1 (x is [1, 3]). ' +
        'Use larger batches, drop the last one, or batch renormalization.',
    ),
  ],
};

export const renormSamples: Readonly<Record<string, OpSamples>> = {
  localResponseNorm: localResponseNormSamples,
  weightNorm: weightNormSamples,
  batchRenorm: batchRenormSamples,
  ghostBatchNorm: ghostBatchNormSamples,
};
