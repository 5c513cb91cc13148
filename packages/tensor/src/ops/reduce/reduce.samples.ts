// Samples of reductions: the same axes for all of them.
import { tensor, zeros } from '../../core/create.js';
import type { Tensor } from '../../core/tensor.js';
import { bad, float, good, type FloatInput, type OpSamples } from '../../samples/sample.js';
import * as ops from '../index.js';
import type { Axes, ReduceOptions } from './axes.js';

type Domain = Omit<FloatInput, 'kind' | 'shape'>;
type Op = (x: Tensor, axes?: Axes, options?: ReduceOptions) => Tensor;

function overAxes(name: string, op: Op, domain: Domain = {}): OpSamples {
  const x = { x: float([3, 4, 2], domain) };
  return {
    good: [
      good('all', x, (inputs) => op(inputs.x)),
      good('first', x, (inputs) => op(inputs.x, 0)),
      good('middle', x, (inputs) => op(inputs.x, [1])),
      good('last, kept', x, (inputs) => op(inputs.x, -1, { keepDims: true })),
      good('two side by side', x, (inputs) => op(inputs.x, [1, 2])),
      good('two apart', x, (inputs) => op(inputs.x, [0, 2])),
      good('two apart, kept', x, (inputs) => op(inputs.x, [2, 0], { keepDims: true })),
      good('none', { x: float([2, 3], domain) }, (inputs) => op(inputs.x, [])),
      good('one element', { x: float([1], domain) }, (inputs) => op(inputs.x, 0)),
      good('scalar', { x: float([], domain) }, (inputs) => op(inputs.x)),
      good('no rows', { x: float([0, 3], domain) }, (inputs) => op(inputs.x, 1)),
    ],
    bad: [
      bad(
        'no such axis',
        () => op(zeros([2, 3]), 2),
        `${name}: axis must be a whole number from -2 to 1, got 2.`,
      ),
      bad(
        'the same axis twice',
        () => op(zeros([2, 3]), [1, -1]),
        `${name}: axes must be a list of different axes, got [1, -1].`,
      ),
    ],
  };
}

/** One that needs an element at least. */
function nonEmpty(name: string, op: Op, domain: Domain = {}): OpSamples {
  const base = overAxes(name, op, domain);
  const empty = bad(
    'nothing to reduce',
    () => op(zeros([2, 0]), 1),
    `${name}: x must be a tensor with elements along the reduced axes, got [2, 0].`,
  );
  return { good: base.good, bad: [...base.bad, empty] };
}

const distinct: Domain = { distinct: true };
const biased: Op = (x, axes, options) => ops.variance(x, axes, { ...options, correction: 0 });

const varianceSamples: OpSamples = {
  good: [
    ...overAxes('variance', biased).good,
    good('unbiased', { x: float([3, 4]) }, ({ x }) => ops.variance(x, 0)),
  ],
  bad: [
    ...overAxes('variance', biased).bad,
    bad(
      'one element, unbiased',
      () => ops.variance(zeros([3, 1]), 1),
      'variance: correction must be below the 1 elements reduced, got 1.',
    ),
  ],
};

function alongAxis(name: string, op: (x: Tensor, axis?: number) => Tensor): OpSamples {
  return {
    good: [
      good('last', { x: float([3, 5]) }, ({ x }) => op(x)),
      good('first', { x: float([3, 5]) }, ({ x }) => op(x, 0)),
      good('middle', { x: float([2, 3, 2]) }, ({ x }) => op(x, -2)),
      good('one class', { x: float([3, 1]) }, ({ x }) => op(x)),
      good('no rows', { x: float([0, 3]) }, ({ x }) => op(x)),
    ],
    bad: [
      bad(
        'no such axis',
        () => op(zeros([2, 3]), 2),
        `${name}: axis must be a whole number from -2 to 1, got 2.`,
      ),
      bad('scalar', () => op(zeros([])), `${name}: axis must be left out for a scalar, got -1.`),
    ],
  };
}

const extremePlace = (name: string, op: typeof ops.argMax): OpSamples => ({
  good: [
    good('last', { x: float([3, 5]) }, ({ x }) => op(x)),
    good('first', { x: float([3, 5]) }, ({ x }) => op(x, 0)),
    good('vector', { x: float([4]) }, ({ x }) => op(x)),
  ],
  bad: [
    bad(
      'an empty axis',
      () => op(zeros([2, 0])),
      `${name}: x must be of length 1 or more along axis 1, got [2, 0].`,
    ),
    bad(
      'integers',
      () => op(tensor([1, 2], { dtype: 'int32' })),
      `${name}: x must be a float tensor, got int32.`,
    ),
  ],
  differentiable: false,
});

export const reduceSamples = {
  sum: overAxes('sum', ops.sum),
  mean: nonEmpty('mean', ops.mean),
  max: nonEmpty('max', ops.max, distinct),
  min: nonEmpty('min', ops.min, distinct),
  logSumExp: nonEmpty('logSumExp', ops.logSumExp),
  variance: varianceSamples,
  softmax: alongAxis('softmax', ops.softmax),
  logSoftmax: alongAxis('logSoftmax', ops.logSoftmax),
  argMax: extremePlace('argMax', ops.argMax),
  argMin: extremePlace('argMin', ops.argMin),
  cumSum: alongAxis('cumSum', ops.cumSum),
} satisfies Record<string, OpSamples>;
