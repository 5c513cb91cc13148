// Samples of ops that move elements.
import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import * as ops from '../index.js';

const cube = { x: float([2, 3, 4]) };

export const shapeSamples = {
  reshape: {
    good: [
      good('matrix', cube, ({ x }) => ops.reshape(x, [6, 4])),
      good('free axis', cube, ({ x }) => ops.reshape(x, [4, -1])),
      good('to a scalar', { x: float([1, 1]) }, ({ x }) => ops.reshape(x, [])),
    ],
    bad: [
      bad(
        'another size',
        () => ops.reshape(zeros([2, 3]), [4]),
        'reshape: shape must be of 6 elements like x [2, 3], got [4].',
      ),
      bad(
        'two free axes',
        () => ops.reshape(zeros([2, 3]), [-1, -1]),
        'reshape: shape must be of 6 elements like x [2, 3], got [-1, -1].',
      ),
    ],
  },
  flatten: {
    good: [
      good('images', { x: float([2, 3, 2, 2]) }, ({ x }) => ops.flatten(x)),
      good('vector', { x: float([3]) }, ({ x }) => ops.flatten(x)),
    ],
    bad: [
      bad(
        'no tensor',
        () => ops.flatten([1] as never),
        'flatten: x must be a tensor, got an array. tensor(values) makes one.',
      ),
    ],
  },
  transpose: {
    good: [
      good('matrix', { x: float([3, 4]) }, ({ x }) => ops.transpose(x)),
      good('channels first', { x: float([2, 3, 2, 3]) }, ({ x }) => ops.transpose(x, [0, 3, 1, 2])),
      good('negative axes', cube, ({ x }) => ops.transpose(x, [-1, 0, 1])),
    ],
    bad: [
      bad(
        'an axis twice',
        () => ops.transpose(zeros([2, 3]), [0, 0]),
        'transpose: order must be a list with each of the 2 axes once, got [0, 0].',
      ),
    ],
  },
  slice: {
    good: [
      good('part', { x: float([4, 5]) }, ({ x }) => ops.slice(x, [1, 0], { ends: [3, 4] })),
      good('steps', { x: float([6, 5]) }, ({ x }) => ops.slice(x, [0, 1], { steps: [2, 3] })),
      good('from the end', { x: float([4, 5]) }, ({ x }) => ops.slice(x, [-2], { ends: [-1, -2] })),
      good('nothing', { x: float([4, 5]) }, ({ x }) => ops.slice(x, [3], { ends: [1] })),
    ],
    bad: [
      bad(
        'beyond the axis',
        () => ops.slice(zeros([2, 3]), [0, 4]),
        'slice: starts must be from -3 to 3 on axis 1 of x [2, 3], got 4.',
      ),
      bad(
        'too many axes',
        () => ops.slice(zeros([2]), [0, 0]),
        'slice: starts must be a list of at most 1 axes to match x [2], got [0, 0].',
      ),
      bad(
        'step 0',
        () => ops.slice(zeros([2]), [0], { steps: [0] }),
        'slice: steps must be whole numbers above 0, got [0].',
      ),
    ],
  },
  concat: {
    good: [
      good('rows', { a: float([2, 3]), b: float([4, 3]) }, ({ a, b }) => ops.concat([a, b])),
      good(
        'channels',
        { a: float([2, 2, 2, 2]), b: float([2, 2, 2, 3]), c: float([2, 2, 2, 1]) },
        ({ a, b, c }) => ops.concat([a, b, c], -1),
      ),
      good('the same twice', { a: float([2, 2]) }, ({ a }) => ops.concat([a, a], 1)),
      good('an empty one', { a: float([0, 2]), b: float([1, 2]) }, ({ a, b }) =>
        ops.concat([a, b]),
      ),
    ],
    bad: [
      bad(
        'other axes',
        () => ops.concat([zeros([2, 3]), zeros([2, 4])]),
        'concat: tensors[1] must be [*, 3] like the first, got [2, 4].',
      ),
      bad(
        'nothing',
        () => ops.concat([]),
        'concat: tensors must be a list of one tensor or more, got [].',
      ),
    ],
  },
  broadcastTo: {
    good: [
      good('column', { x: float([3, 1]) }, ({ x }) => ops.broadcastTo(x, [2, 3, 4])),
      good('row', { x: float([4]) }, ({ x }) => ops.broadcastTo(x, [3, 4])),
      good('scalar', { x: float([]) }, ({ x }) => ops.broadcastTo(x, [2, 2])),
    ],
    bad: [
      bad(
        'another length',
        () => ops.broadcastTo(zeros([3]), [4]),
        'broadcastTo: shape must be one that x [3] broadcasts to, got [4].',
      ),
      bad(
        'fewer axes',
        () => ops.broadcastTo(zeros([1, 3]), [3]),
        'broadcastTo: shape must be one that x [1, 3] broadcasts to, got [3].',
      ),
    ],
  },
} satisfies Record<string, OpSamples>;
