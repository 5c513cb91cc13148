import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import { linear } from './linear.js';
import { matmul } from './matmul.js';

const pair = (a: readonly number[], b: readonly number[]) => ({ a: float(a), b: float(b) });

const matmulSamples: OpSamples = {
  good: [
    good('matrices', pair([3, 4], [4, 5]), ({ a, b }) => matmul(a, b)),
    good('row by column', pair([1, 7], [7, 1]), ({ a, b }) => matmul(a, b)),
    good('batched', pair([2, 3, 4], [2, 4, 5]), ({ a, b }) => matmul(a, b)),
    good('one b for all', pair([2, 3, 4], [4, 5]), ({ a, b }) => matmul(a, b)),
    good('one a for all', pair([3, 4], [2, 4, 5]), ({ a, b }) => matmul(a, b)),
    good('both stretched', pair([2, 1, 3, 4], [3, 4, 2]), ({ a, b }) => matmul(a, b)),
    good('a of one matrix', pair([1, 3, 4], [2, 4, 2]), ({ a, b }) => matmul(a, b)),
    good('vector by matrix', pair([4], [4, 3]), ({ a, b }) => matmul(a, b)),
    good('matrix by vector', pair([3, 4], [4]), ({ a, b }) => matmul(a, b)),
    good('vectors', pair([4], [4]), ({ a, b }) => matmul(a, b)),
    good('no rows', pair([0, 4], [4, 3]), ({ a, b }) => matmul(a, b)),
  ],
  bad: [
    bad(
      'inner lengths',
      () => matmul(zeros([2, 3]), zeros([2, 3])),
      'matmul: b must be [..., 3, N] to match a [2, 3], got [2, 3].',
    ),
    bad(
      'inner length of a vector',
      () => matmul(zeros([2, 3]), zeros([2])),
      'matmul: b must be [3] to match a [2, 3], got [2].',
    ),
    bad(
      'leading axes',
      () => matmul(zeros([2, 3, 4]), zeros([3, 4, 5])),
      'matmul: b must be of a shape that broadcasts with [2, 3, 4], got [3, 4, 5]. ' +
        'Axes are aligned at the end; lengths must be equal or 1.',
    ),
    bad(
      'scalar',
      () => matmul(zeros([]), zeros([2, 3])),
      'matmul: a must be of one axis or more, got []. mul() scales by a scalar.',
    ),
  ],
};

const layer = { x: float([3, 4]), weight: float([4, 5]), bias: float([5]) };

const linearSamples: OpSamples = {
  good: [
    good('bias', layer, ({ x, weight, bias }) => linear(x, weight, bias)),
    good('no bias', { x: float([3, 4]), weight: float([4, 2]) }, ({ x, weight }) =>
      linear(x, weight),
    ),
    good('one axis', { ...layer, x: float([4]) }, ({ x, weight, bias }) => linear(x, weight, bias)),
    good('three axes', { ...layer, x: float([2, 3, 4]) }, ({ x, weight, bias }) =>
      linear(x, weight, { bias }),
    ),
    good('sigmoid', layer, ({ x, weight, bias }) =>
      linear(x, weight, { bias, activation: 'sigmoid' }),
    ),
    good('tanh', { x: layer.x, weight: layer.weight }, ({ x, weight }) =>
      linear(x, weight, { activation: 'tanh' }),
    ),
    good('relu', { x: float([3, 4], { low: 1 }), weight: float([4, 5], { low: 1 }) }, (inputs) =>
      linear(inputs.x, inputs.weight, { activation: 'relu' }),
    ),
    good('empty batch', { ...layer, x: float([0, 4]) }, ({ x, weight, bias }) =>
      linear(x, weight, bias),
    ),
  ],
  bad: [
    bad(
      'weight of other inputs',
      () => linear(zeros([2, 3]), zeros([4, 5])),
      'linear: weight must be [3, OUT] to match x [2, 3], got [4, 5].',
    ),
    bad(
      'images that were not flattened',
      () => linear(zeros([5, 2, 2, 1]), zeros([4, 5])),
      'linear: weight must be [1, OUT] to match x [5, 2, 2, 1], got [4, 5]. flatten() makes [5, 4] of x.',
    ),
    bad(
      'bias of other outputs',
      () => linear(zeros([2, 3]), zeros([3, 5]), zeros([3])),
      'linear: bias must be [5] to match weight [3, 5], got [3].',
    ),
    bad('scalar', () => linear(zeros([]), zeros([3, 5])), 'linear: x must be [..., IN], got [].'),
  ],
};

export const matrixSamples = { matmul: matmulSamples, linear: linearSamples };
