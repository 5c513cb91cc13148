import { ones, zeros } from '../../core/create.js';
import type { Tensor } from '../../core/tensor.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import { batchNorm } from './batch-norm.js';

const vectors = { gamma: float([3], { low: 0.5 }), beta: float([3]) };
const rows = { x: float([6, 3]), ...vectors };
const images = { x: float([2, 2, 3, 3]), ...vectors };
const constant = { constant: true };
const statistics = {
  runningMean: float([3], constant),
  runningVar: float([3], { low: 0.5, constant: true }),
};

/** Running statistics that start anew at each call, as the op changes them. */
function fresh(): { runningMean: Tensor; runningVar: Tensor } {
  return { runningMean: zeros([3]), runningVar: ones([3]) };
}

export const batchNormSamples: OpSamples = {
  good: [
    good('rows in training', rows, ({ x, ...affine }) =>
      batchNorm(x, { ...affine, training: true }),
    ),
    good('images in training', images, ({ x, ...affine }) =>
      batchNorm(x, { ...affine, training: true, ...fresh() }),
    ),
    good('gamma only', { x: rows.x, gamma: rows.gamma }, ({ x, gamma }) =>
      batchNorm(x, { gamma, training: true, eps: 0.1 }),
    ),
    good('beta only', { x: rows.x, beta: rows.beta }, ({ x, beta }) =>
      batchNorm(x, { beta, training: true }),
    ),
    good('no affine map', { x: rows.x }, ({ x }) => batchNorm(x, { training: true })),
    good('relu', rows, ({ x, gamma, beta }) =>
      batchNorm(x, { gamma, beta, training: true, activation: 'relu', eps: 1 }),
    ),
    good('residual', { ...images, residual: float([2, 2, 3, 3]) }, ({ x, ...options }) =>
      batchNorm(x, { ...options, training: true }),
    ),
    good('residual and relu', { ...rows, residual: float([6, 3]) }, ({ x, ...options }) =>
      batchNorm(x, { ...options, training: true, activation: 'relu' }),
    ),
    good('inference', { ...images, ...statistics }, ({ x, ...options }) => batchNorm(x, options)),
    good('inference and relu', { ...rows, ...statistics }, ({ x, ...options }) =>
      batchNorm(x, { ...options, activation: 'relu' }),
    ),
    good(
      'inference, residual and relu',
      { ...rows, ...statistics, residual: float([6, 3]) },
      ({ x, ...options }) => batchNorm(x, { ...options, activation: 'relu' }),
    ),
    good('inference of nothing', { x: float([0, 3]), ...statistics }, ({ x, ...options }) =>
      batchNorm(x, options),
    ),
  ],
  bad: [
    bad(
      'gamma of other channels',
      () => batchNorm(zeros([4, 3]), { gamma: zeros([4]), training: true }),
      'batchNorm: gamma must be [3] to match x [4, 3], got [4].',
    ),
    bad(
      'a batch of one in training',
      () => batchNorm(zeros([1, 3]), { training: true }),
      'batchNorm: x must be of two values or more per channel in training, got 1 (x is [1, 3]). ' +
        'Use larger batches, drop the last one, or batch renormalization.',
    ),
    bad(
      'no statistics',
      () => batchNorm(zeros([4, 3])),
      'batchNorm: runningMean must be given unless training is true, got none.',
    ),
    bad(
      'a vector',
      () => batchNorm(zeros([3]), { training: true }),
      'batchNorm: x must be [..., C] of two axes or more, got [3].',
    ),
    bad(
      'momentum above 1',
      () => batchNorm(zeros([4, 3]), { training: true, momentum: 1.5 }),
      'batchNorm: momentum must be from 0 to 1, got 1.5.',
    ),
    bad(
      'a residual of another shape',
      () => batchNorm(zeros([4, 3]), { training: true, residual: zeros([4, 2]) }),
      'batchNorm: residual must be [4, 3] like x, got [4, 2].',
    ),
  ],
};
