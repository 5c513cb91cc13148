// Samples of ops that pad, mirror, repeat, cut and join.
import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import * as ops from '../index.js';

const image = { x: float([1, 2, 3, 2]) };

export const arrangeSamples = {
  pad: {
    good: [
      good('matrix', { x: float([2, 3]) }, ({ x }) => ops.pad(x, [[1, 0], [2, 1]])), // prettier-ignore
      good('image', image, ({ x }) => ops.pad(x, [[0, 0], [1, 1], [0, 2], [0, 0]], -1.5)), // prettier-ignore
      good('nothing', { x: float([0]) }, ({ x }) => ops.pad(x, [[1, 1]], 2)),
    ],
    bad: [
      bad(
        'an axis too few',
        () => ops.pad(zeros([2, 3]), [[1, 1]]),
        'pad: padding must be [before, after] from 0 on for each axis of x [2, 3], got [[1,1]].',
      ),
      bad(
        'a negative number',
        () => ops.pad(zeros([2]), [[-1, 1]]),
        'pad: padding must be [before, after] from 0 on for each axis of x [2], got [[-1,1]].',
      ),
    ],
  },
  flip: {
    good: [
      good('columns', { x: float([3, 4]) }, ({ x }) => ops.flip(x, 1)),
      good('image', image, ({ x }) => ops.flip(x, [1, -2])),
      good('nothing', { x: float([0, 2]) }, ({ x }) => ops.flip(x, 0)),
    ],
    bad: [
      bad(
        'no such axis',
        () => ops.flip(zeros([2]), 1),
        'flip: axis must be a whole number from -1 to 0, got 1.',
      ),
    ],
  },
  tile: {
    good: [
      good('matrix', { x: float([2, 3]) }, ({ x }) => ops.tile(x, [2, 2])),
      good('image', image, ({ x }) => ops.tile(x, [2, 1, 2, 3])),
      good('new axes', { x: float([2, 3]) }, ({ x }) => ops.tile(x, [2, 3, 1, 2])),
      good('once', { x: float([2]) }, ({ x }) => ops.tile(x, [1])),
    ],
    bad: [
      bad(
        'an axis too few',
        () => ops.tile(zeros([2, 3]), [2]),
        'tile: reps must be a whole number from 1 on for each axis of x [2, 3], got [2].',
      ),
    ],
  },
  split: {
    good: [
      good('first part', { x: float([5, 3]) }, ({ x }) => ops.split(x, [2, 3])[0]!),
      good('last part', { x: float([2, 6]) }, ({ x }) => ops.split(x, 3, -1)[2]!),
      good('all again', { x: float([5]) }, ({ x }) => ops.concat(ops.split(x, [1, 0, 4]))),
    ],
    bad: [
      bad(
        'too much',
        () => ops.split(zeros([5, 3]), [2, 2]),
        'split: sizes must be parts of axis 0 of x [5, 3], got [2, 2].',
      ),
      bad(
        'unequal parts',
        () => ops.split(zeros([5, 3]), 2),
        'split: sizes must be parts of axis 0 of x [5, 3], got 2 parts.',
      ),
    ],
  },
  stack: {
    good: [
      good('first', { a: float([2, 3]), b: float([2, 3]) }, ({ a, b }) => ops.stack([a, b])),
      good('last', { a: float([2]), b: float([2]) }, ({ a, b }) => ops.stack([a, b, a], -1)),
      good('scalars', { a: float([]), b: float([]) }, ({ a, b }) => ops.stack([a, b])),
    ],
    bad: [
      bad(
        'other shapes',
        () => ops.stack([zeros([2]), zeros([3])]),
        'stack: tensors[1] must be [2] like the first, got [3].',
      ),
      bad(
        'nothing',
        () => ops.stack([]),
        'stack: tensors must be a list of one tensor or more, got [].',
      ),
    ],
  },
} satisfies Record<string, OpSamples>;
