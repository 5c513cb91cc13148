// Samples of the normalizations of one example: layer, RMS, group and instance norm.
import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import { groupNorm } from './group-norm.js';
import { instanceNorm } from './instance-norm.js';
import { layerNorm } from './layer-norm.js';
import { rmsNorm } from './rms-norm.js';

const rows = { x: float([4, 6]), gamma: float([6], { low: 0.5 }), beta: float([6]) };
const images = { x: float([2, 2, 3, 4]), gamma: float([4], { low: 0.5 }), beta: float([4]) };
const whole = { x: float([3, 2, 2]), gamma: float([2, 2], { low: 0.5 }), beta: float([2, 2]) };
const eps = 0.1;

const layerNormSamples: OpSamples = {
  good: [
    good('rows', rows, ({ x, ...affine }) => layerNorm(x, affine)),
    good('two axes', whole, ({ x, ...affine }) =>
      layerNorm(x, { ...affine, normalizedShape: [2, 2], eps }),
    ),
    good('no affine map', { x: rows.x }, ({ x }) => layerNorm(x)),
    good('gamma only', { x: rows.x, gamma: rows.gamma }, ({ x, gamma }) => layerNorm(x, { gamma })),
    good('beta only', { x: rows.x, beta: rows.beta }, ({ x, beta }) => layerNorm(x, { beta })),
    good('nothing', { ...rows, x: float([0, 6]) }, ({ x, ...affine }) => layerNorm(x, affine)),
  ],
  bad: [
    bad(
      'another last axis',
      () => layerNorm(zeros([4, 3]), { normalizedShape: 5 }),
      'layerNorm: x must be [..., 5], got [4, 3].',
    ),
    bad('a scalar', () => layerNorm(zeros([])), 'layerNorm: x must be [..., C], got [].'),
    bad(
      'gamma of another shape',
      () => layerNorm(zeros([4, 3]), { gamma: zeros([2]) }),
      'layerNorm: gamma must be [3] to match x [4, 3], got [2].',
    ),
    bad(
      'eps below 0',
      () => layerNorm(zeros([4, 3]), { eps: -1 }),
      'layerNorm: eps must be a finite number from 0 on, got -1.',
    ),
  ],
};

const rmsNormSamples: OpSamples = {
  good: [
    good('rows', { x: rows.x, gamma: rows.gamma }, ({ x, gamma }) => rmsNorm(x, { gamma })),
    good('two axes', { x: whole.x, gamma: whole.gamma }, ({ x, gamma }) =>
      rmsNorm(x, { gamma, normalizedShape: [2, 2], eps }),
    ),
    good('no gamma', { x: rows.x }, ({ x }) => rmsNorm(x)),
  ],
  bad: [
    bad(
      'more axes than x has',
      () => rmsNorm(zeros([3]), { normalizedShape: [4, 3] }),
      'rmsNorm: x must be [..., 4, 3], got [3].',
    ),
  ],
};

const groupNormSamples: OpSamples = {
  good: [
    good('images in two groups', images, ({ x, ...affine }) =>
      groupNorm(x, { ...affine, groups: 2 }),
    ),
    good('images in one group', images, ({ x, ...affine }) =>
      groupNorm(x, { ...affine, groups: 1, eps }),
    ),
    good('rows', rows, ({ x, ...affine }) => groupNorm(x, { ...affine, groups: 2 })),
    good('no affine map', { x: images.x }, ({ x }) => groupNorm(x, { groups: 2 })),
  ],
  bad: [
    bad(
      'groups that do not divide',
      () => groupNorm(zeros([2, 4]), { groups: 3 }),
      'groupNorm: groups must be a whole number from 1 on that divides the 4 channels, got 3.',
    ),
    bad(
      'a vector',
      () => groupNorm(zeros([4]), { groups: 2 }),
      'groupNorm: x must be [N, ..., C], got [4].',
    ),
    bad(
      'beta of other channels',
      () => groupNorm(zeros([2, 4]), { groups: 2, beta: zeros([2]) }),
      'groupNorm: beta must be [4] to match x [2, 4], got [2].',
    ),
  ],
};

const instanceNormSamples: OpSamples = {
  good: [
    good('images', images, ({ x, ...affine }) => instanceNorm(x, affine)),
    good('sequences', { x: float([2, 5, 3]) }, ({ x }) => instanceNorm(x, { eps })),
  ],
  bad: [
    bad(
      'rows',
      () => instanceNorm(zeros([2, 4])),
      'instanceNorm: x must be [N, ..., C] of three axes or more, got [2, 4].',
    ),
  ],
};

export const groupNormFamilySamples: Readonly<Record<string, OpSamples>> = {
  layerNorm: layerNormSamples,
  rmsNorm: rmsNormSamples,
  groupNorm: groupNormSamples,
  instanceNorm: instanceNormSamples,
};
