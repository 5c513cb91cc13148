// Samples of convolution and pooling.
import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import * as ops from '../index.js';

const image = float([2, 5, 4, 3]);
const layer = { x: image, weight: float([3, 3, 3, 2]), bias: float([2]) };
const single = { x: float([1, 5, 5, 2]), weight: float([3, 2, 2, 3]) };

const conv2dSamples: OpSamples = {
  good: [
    good('bias', layer, ({ x, weight, bias }) => ops.conv2d(x, weight, { bias })),
    good('padding', single, ({ x, weight }) => ops.conv2d(x, weight, { padding: 1 })),
    good('stride', single, ({ x, weight }) => ops.conv2d(x, weight, { stride: [2, 1] })),
    good('same', single, ({ x, weight }) => ops.conv2d(x, weight, { padding: 'same', stride: 2 })),
    good(
      'sides',
      single,
      ({ x, weight }) =>
      ops.conv2d(x, weight, { padding: [[2, 0], [1, 3]] }), // prettier-ignore
    ),
    good('dilation', single, ({ x, weight }) => ops.conv2d(x, weight, { dilation: 2, padding: 2 })),
    good('groups', { x: float([1, 3, 3, 4]), weight: float([2, 2, 2, 6]) }, (inputs) =>
      ops.conv2d(inputs.x, inputs.weight, { groups: 2 }),
    ),
    good('depthwise', { x: float([1, 3, 4, 3]), weight: float([2, 2, 1, 6]) }, (inputs) =>
      ops.conv2d(inputs.x, inputs.weight, { groups: 3 }),
    ),
    good('1x1', { x: float([2, 2, 3, 4]), weight: float([1, 1, 4, 2]) }, ({ x, weight }) =>
      ops.conv2d(x, weight),
    ),
    good(
      'relu',
      { x: float([1, 3, 3, 2], { low: 0.5 }), weight: float([2, 2, 2, 2], { low: 0.5 }) },
      ({ x, weight }) => ops.conv2d(x, weight, { activation: 'relu' }),
    ),
    good('empty batch', { ...layer, x: float([0, 5, 4, 3]) }, ({ x, weight, bias }) =>
      ops.conv2d(x, weight, { bias }),
    ),
  ],
  bad: [
    bad(
      'weights of other channels',
      () => ops.conv2d(zeros([8, 32, 32, 3]), zeros([3, 3, 1, 16])),
      'conv2d: weight must be [KH, KW, 3, O] to match x [8, 32, 32, 3], got [3, 3, 1, 16]. ' +
        'Weights are HWIO.',
    ),
    bad(
      'images whose channels come first',
      () => ops.conv2d(zeros([8, 3, 32, 32]), zeros([3, 3, 3, 16])),
      'conv2d: weight must be [KH, KW, 32, O] to match x [8, 3, 32, 32], got [3, 3, 3, 16]. ' +
        'Weights are HWIO, images NHWC: transpose(x, [0, 2, 3, 1]).',
    ),
    bad(
      'no image',
      () => ops.conv2d(zeros([2, 3]), zeros([3, 3, 3, 16])),
      'conv2d: x must be [N, H, W, C], got [2, 3]. Images are channels last.',
    ),
    bad(
      'a kernel too large',
      () => ops.conv2d(zeros([1, 2, 2, 1]), zeros([3, 3, 1, 1])),
      'conv2d: kernel must be no larger than the padded image [2, 2], got [3, 3].',
    ),
    bad(
      'groups',
      () => ops.conv2d(zeros([1, 4, 4, 3]), zeros([3, 3, 1, 4]), { groups: 2 }),
      'conv2d: groups must be a divisor of the 3 channels of x, got 2.',
    ),
    bad(
      'stride 0',
      () => ops.conv2d(zeros([1, 4, 4, 1]), zeros([3, 3, 1, 1]), { stride: 0 }),
      'conv2d: stride must be a whole number from 1 on, or [height, width], got 0.',
    ),
    bad(
      'bias',
      () => ops.conv2d(zeros([1, 4, 4, 1]), zeros([3, 3, 1, 2]), { bias: zeros([1]) }),
      'conv2d: bias must be [2] to match weight [3, 3, 1, 2], got [1].',
    ),
    bad(
      'negative padding',
      () => ops.conv2d(zeros([1, 4, 4, 1]), zeros([3, 3, 1, 2]), { padding: [[0, -1], [0, 0]] }), // prettier-ignore
      'conv2d: padding must be a number, [height, width], [[top, bottom], [left, right]], ' +
        "'same' or 'valid', got [[0,-1],[0,0]].",
    ),
  ],
};

const distinct = { x: float([1, 5, 4, 2], { distinct: true }) };

const poolBad = (name: string, op: (x: ReturnType<typeof zeros>, kernel: number) => unknown) => [
  bad(
    'no image',
    () => op(zeros([2, 3]), 2),
    `${name}: x must be [N, H, W, C], got [2, 3]. Images are channels last.`,
  ),
  bad(
    'a window too large',
    () => op(zeros([1, 2, 2, 1]), 3),
    `${name}: kernel must be no larger than the padded image [2, 2], got [3, 3].`,
  ),
  bad(
    'a window of 0',
    () => op(zeros([1, 2, 2, 1]), 0),
    `${name}: kernel must be a whole number from 1 on, or [height, width], got 0.`,
  ),
];

export const imageSamples = {
  conv2d: conv2dSamples,
  maxPool2d: {
    good: [
      good('2x2', distinct, ({ x }) => ops.maxPool2d(x, { kernel: 2 })),
      good('overlapping', distinct, ({ x }) =>
        ops.maxPool2d(x, { kernel: 3, stride: 1, padding: 1 }),
      ),
      good('ceil', distinct, ({ x }) =>
        ops.maxPool2d(x, { kernel: [2, 3], stride: 2, ceilMode: true }),
      ),
      good('dilation', distinct, ({ x }) =>
        ops.maxPool2d(x, { kernel: 2, stride: 1, dilation: 2 }),
      ),
      good('empty batch', { x: float([0, 4, 4, 2]) }, ({ x }) => ops.maxPool2d(x, { kernel: 2 })),
    ],
    bad: [
      ...poolBad('maxPool2d', (x, kernel) => ops.maxPool2d(x, { kernel })),
      bad(
        'more taps than an index names',
        () => ops.maxPool2d(zeros([1, 20, 20, 1]), { kernel: 17 }),
        'maxPool2d: kernel must be of at most 256 pixels, got [17, 17].',
      ),
    ],
  },
  avgPool2d: {
    good: [
      good('2x2', distinct, ({ x }) => ops.avgPool2d(x, { kernel: 2 })),
      good('padding', distinct, ({ x }) => ops.avgPool2d(x, { kernel: 3, stride: 2, padding: 1 })),
      good('padding not counted', distinct, ({ x }) =>
        ops.avgPool2d(x, { kernel: 3, stride: 2, padding: 1, countIncludePad: false }),
      ),
      good('ceil', distinct, ({ x }) => ops.avgPool2d(x, { kernel: [2, 3], ceilMode: true })),
      good('empty batch', { x: float([0, 4, 4, 2]) }, ({ x }) => ops.avgPool2d(x, { kernel: 2 })),
    ],
    bad: poolBad('avgPool2d', (x, kernel) => ops.avgPool2d(x, { kernel })),
  },
  globalAvgPool: {
    good: [good('images', { x: image }, ({ x }) => ops.globalAvgPool(x))],
    bad: [
      bad(
        'no image',
        () => ops.globalAvgPool(zeros([2, 3])),
        'globalAvgPool: x must be [N, H, W, C], got [2, 3]. Images are channels last.',
      ),
    ],
  },
  globalMaxPool: {
    good: [good('images', distinct, ({ x }) => ops.globalMaxPool(x))],
    bad: [
      bad(
        'no image',
        () => ops.globalMaxPool(zeros([2, 3])),
        'globalMaxPool: x must be [N, H, W, C], got [2, 3]. Images are channels last.',
      ),
    ],
  },
} satisfies Record<string, OpSamples>;
