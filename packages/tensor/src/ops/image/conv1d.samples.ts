import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import { conv1d } from './conv1d.js';

const single = { x: float([2, 5, 3]), weight: float([3, 3, 2]) };
const layer = { ...single, bias: float([2]) };

export const conv1dSamples: OpSamples = {
  good: [
    good('bias', layer, ({ x, weight, bias }) => conv1d(x, weight, { bias })),
    good('stride and padding', single, ({ x, weight }) =>
      conv1d(x, weight, { stride: 2, padding: 1 }),
    ),
    good('the past only', single, ({ x, weight }) =>
      conv1d(x, weight, { padding: [4, 0], dilation: 2 }),
    ),
    good('same', single, ({ x, weight }) => conv1d(x, weight, { padding: 'same' })),
    good('groups', { x: float([1, 4, 4]), weight: float([2, 2, 6]) }, ({ x, weight }) =>
      conv1d(x, weight, { groups: 2 }),
    ),
  ],
  bad: [
    bad(
      'an image',
      () => conv1d(zeros([1, 4, 4, 3]), zeros([3, 3, 2])),
      'conv1d: x must be [N, T, C], got [1, 4, 4, 3]. Sequences are channels last.',
    ),
    bad(
      'weights of other channels',
      () => conv1d(zeros([1, 4, 3]), zeros([3, 2, 2])),
      'conv1d: weight must be [K, 3, O] to match x [1, 4, 3], got [3, 2, 2].',
    ),
    bad(
      'groups that do not divide',
      () => conv1d(zeros([1, 4, 3]), zeros([3, 2, 2]), { groups: 2 }),
      'conv1d: groups must be a divisor of the 3 channels of x, got 2.',
    ),
    bad(
      'a stride of 0',
      () => conv1d(zeros([1, 4, 3]), zeros([3, 3, 2]), { stride: 0 }),
      'conv1d: stride must be a whole number from 1 on, got 0.',
    ),
    bad(
      'a negative padding',
      () => conv1d(zeros([1, 4, 3]), zeros([3, 3, 2]), { padding: -1 }),
      'conv1d: padding must be of whole numbers from 0 on, got -1.',
    ),
  ],
};
