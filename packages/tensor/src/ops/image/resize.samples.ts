// Samples of ops that give images another size.
import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import * as ops from '../index.js';

const notImage = (name: string, call: () => unknown) =>
  bad('no image', call, `${name}: x must be [N, H, W, C], got [2, 3]. Images are channels last.`);

const distinct = { distinct: true };
const layer = { x: float([2, 3, 2, 3]), weight: float([3, 3, 2, 3]), bias: float([2]) };
const plain = { x: layer.x, weight: layer.weight };

export const resizeSamples = {
  convTranspose2d: {
    good: [
      good('bias', layer, ({ x, weight, bias }) => ops.convTranspose2d(x, weight, { bias })),
      good('stride', plain, ({ x, weight }) =>
        ops.convTranspose2d(x, weight, { stride: 2, padding: 1, outputPadding: 1 }),
      ),
      good(
        'sides',
        plain,
        ({ x, weight }) =>
        ops.convTranspose2d(x, weight, { padding: [[0, 1], [2, 0]] }), // prettier-ignore
      ),
      good('dilation', plain, ({ x, weight }) =>
        ops.convTranspose2d(x, weight, { dilation: [2, 1], padding: 'valid' }),
      ),
      good('output padding beyond the last tap', layer, ({ x, weight, bias }) =>
        ops.convTranspose2d(x, weight, {
          bias,
          stride: [1, 2],
          dilation: [3, 4],
          outputPadding: [2, 3],
        }),
      ),
      good('output padding that padding takes off again', plain, ({ x, weight }) =>
        ops.convTranspose2d(x, weight, { dilation: 3, padding: [2, 1], outputPadding: [1, 2] }),
      ),
      good(
        'groups',
        { x: float([1, 2, 2, 4]), weight: float([2, 2, 3, 4]), bias: float([6]) },
        (o) => ops.convTranspose2d(o.x, o.weight, { groups: 2, stride: 2, bias: o.bias }),
      ),
      good('empty batch', { ...plain, x: float([0, 3, 2, 3]) }, ({ x, weight }) =>
        ops.convTranspose2d(x, weight),
      ),
    ],
    bad: [
      notImage('convTranspose2d', () => ops.convTranspose2d(zeros([2, 3]), zeros([1, 1, 1, 1]))),
      bad(
        'weights of other channels',
        () => ops.convTranspose2d(zeros([1, 2, 2, 3]), zeros([3, 3, 2, 4])),
        'convTranspose2d: weight must be [KH, KW, O / groups, 3] to match x [1, 2, 2, 3], got [3, 3, 2, 4].',
      ),
      bad(
        'more output padding than stride',
        () => ops.convTranspose2d(zeros([1, 2, 2, 3]), zeros([3, 3, 2, 3]), { outputPadding: 1 }),
        'convTranspose2d: outputPadding must be below [1, 1], the larger of stride and dilation, got [1, 1].',
      ),
      bad(
        'a result without pixels',
        () => ops.convTranspose2d(zeros([1, 1, 1, 3]), zeros([1, 1, 2, 3]), { padding: 1 }),
        'convTranspose2d: padding must be small enough to leave a pixel, got [-1, -1].',
      ),
      bad(
        'bias',
        () => ops.convTranspose2d(zeros([1, 2, 2, 3]), zeros([3, 3, 2, 3]), { bias: zeros([3]) }),
        'convTranspose2d: bias must be [2], the channels of the result, got [3].',
      ),
      bad(
        'groups',
        () => ops.convTranspose2d(zeros([1, 2, 2, 3]), zeros([3, 3, 2, 3]), { groups: 2 }),
        'convTranspose2d: groups must be a divisor of the 3 channels of x, got 2.',
      ),
    ],
  },
  adaptiveAvgPool2d: {
    good: [
      good('even', { x: float([2, 6, 4, 2]) }, ({ x }) => ops.adaptiveAvgPool2d(x, [3, 2])),
      good('uneven', { x: float([2, 7, 5, 2]) }, ({ x }) => ops.adaptiveAvgPool2d(x, [3, 2])),
      good('larger', { x: float([1, 2, 3, 2]) }, ({ x }) => ops.adaptiveAvgPool2d(x, 4)),
    ],
    bad: [
      notImage('adaptiveAvgPool2d', () => ops.adaptiveAvgPool2d(zeros([2, 3]), 1)),
      bad(
        'no size',
        () => ops.adaptiveAvgPool2d(zeros([1, 2, 2, 1]), 0),
        'adaptiveAvgPool2d: outputSize must be a whole number from 1 on, or [height, width], got 0.',
      ),
    ],
  },
  adaptiveMaxPool2d: {
    good: [
      good('even', { x: float([2, 6, 4, 2], distinct) }, ({ x }) =>
        ops.adaptiveMaxPool2d(x, [3, 2]),
      ),
      good('uneven', { x: float([2, 7, 5, 2], distinct) }, ({ x }) =>
        ops.adaptiveMaxPool2d(x, [3, 2]),
      ),
      good('larger', { x: float([1, 2, 3, 2], distinct) }, ({ x }) => ops.adaptiveMaxPool2d(x, 4)),
    ],
    bad: [
      notImage('adaptiveMaxPool2d', () => ops.adaptiveMaxPool2d(zeros([2, 3]), 1)),
      bad(
        'no size',
        () => ops.adaptiveMaxPool2d(zeros([1, 2, 2, 1]), [1, 1.5]),
        'adaptiveMaxPool2d: outputSize must be a whole number from 1 on, or [height, width], got [1,1.5].',
      ),
    ],
  },
  upsample2d: {
    good: [
      good('nearest', { x: float([2, 2, 3, 2]) }, ({ x }) => ops.upsample2d(x, { scale: [2, 3] })),
      good('bilinear', { x: float([2, 2, 3, 2]) }, ({ x }) =>
        ops.upsample2d(x, { scale: [2, 3], mode: 'bilinear' }),
      ),
    ],
    bad: [
      notImage('upsample2d', () => ops.upsample2d(zeros([2, 3]), { scale: 2 })),
      bad(
        'no scale',
        () => ops.upsample2d(zeros([1, 2, 2, 1]), { scale: 0.5 }),
        'upsample2d: scale must be a whole number from 1 on, or [height, width], got 0.5.',
      ),
      bad(
        'another mode',
        () => ops.upsample2d(zeros([1, 2, 2, 1]), { scale: 2, mode: 'cubic' as never }),
        "upsample2d: mode must be 'nearest' or 'bilinear', got 'cubic'.",
      ),
    ],
  },
} satisfies Record<string, OpSamples>;
