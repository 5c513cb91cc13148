// Samples of ops that pick, order and convert elements.
import { tensor, zeros } from '../../core/create.js';
import type { Tensor } from '../../core/tensor.js';
import { bad, float, good, int32, type OpSamples } from '../../samples/sample.js';
import * as ops from '../index.js';

const whole = (values: number[]): Tensor => tensor(values, { dtype: 'int32' });

const needsIntegers = (name: string, call: (indices: Tensor) => unknown) =>
  bad(
    'indices that are floats',
    () => call(zeros([2])),
    `${name}: indices must be an int32 tensor, got float64.`,
  );

const gatherSamples: OpSamples = {
  good: [
    good('rows', { x: float([5, 3]), indices: int32([4], [0, 2, 2, 4]) }, ({ x, indices }) =>
      ops.gather(x, indices),
    ),
    good('matrix of indices', { x: float([3, 4, 2]), indices: int32([2, 2], [1, 0, 3, 1]) }, (o) =>
      ops.gather(o.x, o.indices, 1),
    ),
    good('one index', { x: float([2, 3]), indices: int32([], [1]) }, ({ x, indices }) =>
      ops.gather(x, indices, -1),
    ),
    good('no index', { x: float([2, 3]), indices: int32([0], []) }, ({ x, indices }) =>
      ops.gather(x, indices),
    ),
  ],
  bad: [
    needsIntegers('gather', (indices) => ops.gather(zeros([3]), indices)),
    bad(
      'an index out of range',
      () => ops.gather(zeros([3]), whole([0, 3])),
      'gather: index[1] must be from 0 to 2, got 3.',
    ),
  ],
};

const takeAlongAxisSamples: OpSamples = {
  good: [
    good('columns', { x: float([3, 5]), indices: int32([3, 2], [0, 4, 1, 1, 3, 0]) }, (o) =>
      ops.takeAlongAxis(o.x, o.indices),
    ),
    good('rows', { x: float([3, 2]), indices: int32([2, 2], [2, 0, 2, 1]) }, ({ x, indices }) =>
      ops.takeAlongAxis(x, indices, 0),
    ),
    good('a corner', { x: float([3, 4]), indices: int32([2, 3], [3, 0, 3, 1, 1, 2]) }, (o) =>
      ops.takeAlongAxis(o.x, o.indices),
    ),
  ],
  bad: [
    needsIntegers('takeAlongAxis', (indices) => ops.takeAlongAxis(zeros([3]), indices)),
    bad(
      'too few axes',
      () => ops.takeAlongAxis(zeros([2, 3]), whole([0])),
      'takeAlongAxis: indices must be within [2, *] to match x [2, 3], got [1].',
    ),
    bad(
      'another axis that is longer',
      () => ops.takeAlongAxis(zeros([2, 3]), tensor([[0], [0], [0]], { dtype: 'int32' })),
      'takeAlongAxis: indices must be within [2, *] to match x [2, 3], got [3, 1].',
    ),
  ],
};

const embeddingSamples: OpSamples = {
  good: [
    good('sentences', { weight: float([5, 3]), indices: int32([2, 2], [0, 4, 4, 1]) }, (o) =>
      ops.embedding(o.weight, o.indices),
    ),
  ],
  bad: [
    bad(
      'no matrix',
      () => ops.embedding(zeros([3]), whole([0])),
      'embedding: weight must be [WORDS, C], got [3].',
    ),
    needsIntegers('embedding', (indices) => ops.embedding(zeros([3, 2]), indices)),
  ],
};

const scatterAddSamples: OpSamples = {
  good: [
    good(
      'rows',
      { x: float([4, 2]), updates: float([3, 2]), indices: int32([3], [1, 1, 3]) },
      ({ x, ...options }) => ops.scatterAdd(x, options),
    ),
    good(
      'columns',
      { x: float([2, 3]), updates: float([2, 2]), indices: int32([2], [2, 0]) },
      ({ x, ...options }) => ops.scatterAdd(x, { ...options, axis: 1 }),
    ),
  ],
  bad: [
    bad(
      'updates of another shape',
      () => ops.scatterAdd(zeros([3, 2]), { updates: zeros([1, 3]), indices: whole([0]) }),
      'scatterAdd: updates must be [1, 2] to match x [3, 2], got [1, 3].',
    ),
  ],
};

const scatterSamples: OpSamples = {
  good: [
    good(
      'rows, one of them twice',
      { x: float([4, 2]), updates: float([3, 2]), indices: int32([3], [1, 1, 3]) },
      ({ x, ...options }) => ops.scatter(x, options),
    ),
    good(
      'a matrix of columns',
      { x: float([2, 5]), updates: float([2, 2, 2]), indices: int32([2, 2], [2, 0, 4, 2]) },
      ({ x, ...options }) => ops.scatter(x, { ...options, axis: -1 }),
    ),
    good(
      'nothing',
      { x: float([2, 2]), updates: float([0, 2]), indices: int32([0], []) },
      ({ x, ...options }) => ops.scatter(x, options),
    ),
  ],
  bad: [
    bad(
      'updates of another shape',
      () => ops.scatter(zeros([3, 2]), { updates: zeros([1, 3]), indices: whole([0]) }),
      'scatter: updates must be [1, 2] to match x [3, 2], got [1, 3].',
    ),
    bad(
      'an index out of range',
      () => ops.scatter(zeros([3]), { updates: zeros([2]), indices: whole([0, 3]) }),
      'scatter: indices[1] must be from 0 to 2, got 3.',
    ),
  ],
};

const whereSamples: OpSamples = {
  good: [
    good(
      'same shape',
      { condition: int32([2, 2], [0, 1, 1, 0]), a: float([2, 2]), b: float([2, 2]) },
      ({ condition, a, b }) => ops.where(condition, a, b),
    ),
    good(
      'all broadcast',
      { condition: int32([2, 1], [0, 1]), a: float([2, 3]), b: float([3]) },
      ({ condition, a, b }) => ops.where(condition, a, b),
    ),
    good('a comparison', { x: float([2, 3], { kinks: [0] }), b: float([]) }, ({ x, b }) =>
      ops.where(ops.greater(x, 0), x, b),
    ),
  ],
  bad: [
    bad(
      'bytes',
      () => ops.where(tensor([1], { dtype: 'uint8' }), zeros([1]), zeros([1])),
      'where: condition must be an int32 or float tensor, got uint8.',
    ),
    bad(
      'shapes that do not broadcast',
      () => ops.where(whole([1, 0]), zeros([3]), zeros([3])),
      'where: condition must be of a shape that broadcasts with [3], got [2]. ' +
        'Axes are aligned at the end; lengths must be equal or 1.',
    ),
  ],
};

const distinct = (shape: readonly number[]) => ({ x: float(shape, { distinct: true }) });

const sortSamples: OpSamples = {
  good: [
    good('rows', distinct([3, 5]), ({ x }) => ops.sort(x).values),
    good('columns, descending', distinct([5, 3]), ({ x }) => {
      return ops.sort(x, { axis: 0, descending: true }).values;
    }),
    good('nothing', distinct([0, 3]), ({ x }) => ops.sort(x).values),
  ],
  bad: [
    bad(
      'no such axis',
      () => ops.sort(zeros([2]), { axis: 1 }),
      'sort: axis must be a whole number from -1 to 0, got 1.',
    ),
  ],
};

const topKSamples: OpSamples = {
  good: [
    good('largest', distinct([3, 5]), ({ x }) => ops.topK(x, 2).values),
    good('smallest of columns', distinct([5, 3]), ({ x }) => {
      return ops.topK(x, 2, { axis: 0, largest: false }).values;
    }),
    good('all', distinct([4]), ({ x }) => ops.topK(x, 4).values),
    good('none', distinct([4]), ({ x }) => ops.topK(x, 0).values),
  ],
  bad: [
    bad(
      'more than there are',
      () => ops.topK(zeros([2, 3]), 4),
      'topK: k must be a whole number from 0 to 3, the length of axis 1, got 4.',
    ),
  ],
};

const oneHotSamples: OpSamples = {
  good: [
    good('labels', { indices: int32([3], [0, 2, 1]) }, ({ indices }) => ops.oneHot(indices, 3)),
    good('nothing', { indices: int32([0], []) }, ({ indices }) => ops.oneHot(indices, 3)),
  ],
  bad: [
    needsIntegers('oneHot', (indices) => ops.oneHot(indices, 3)),
    bad(
      'no classes',
      () => ops.oneHot(whole([0]), 0),
      'oneHot: classes must be a whole number from 1 on, got 0.',
    ),
  ],
  differentiable: false,
};

const castSamples: OpSamples = {
  good: [
    good('float to float', { x: float([2, 3]) }, ({ x }) => ops.cast(x, 'float')),
    good('int32 to float', { x: int32([2], [1, 2]), scale: float([2]) }, ({ x, scale }) =>
      ops.mul(ops.cast(x, 'float'), scale),
    ),
  ],
  bad: [
    bad(
      'no tensor',
      () => ops.cast(1 as never, 'float'),
      'cast: x must be a tensor, got 1. tensor(values) makes one.',
    ),
  ],
};

export const selectSamples = {
  gather: gatherSamples,
  takeAlongAxis: takeAlongAxisSamples,
  embedding: embeddingSamples,
  scatter: scatterSamples,
  scatterAdd: scatterAddSamples,
  where: whereSamples,
  sort: sortSamples,
  topK: topKSamples,
  oneHot: oneHotSamples,
  cast: castSamples,
};
