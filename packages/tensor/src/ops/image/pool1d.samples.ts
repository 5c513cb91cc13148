// Samples of pooling along sequences.
import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import { avgPool1d, maxPool1d } from './pool1d.js';

const distinct = { x: float([2, 7, 3], { distinct: true }) };

const poolBad = (name: string, pool: typeof avgPool1d) => [
  bad(
    'an image',
    () => pool(zeros([1, 4, 4, 3]), { kernel: 2 }),
    `${name}: x must be [N, T, C], got [1, 4, 4, 3]. Sequences are channels last.`,
  ),
  bad(
    'no window',
    () => pool(zeros([1, 4, 3]), { kernel: 0 }),
    `${name}: kernel must be a whole number from 1 on, got 0.`,
  ),
  bad(
    'a negative padding',
    () => pool(zeros([1, 4, 3]), { kernel: 2, padding: [0, -1] }),
    `${name}: padding must be of whole numbers from 0 on, got -1.`,
  ),
];

export const pool1dSamples = {
  maxPool1d: {
    good: [
      good('2', distinct, ({ x }) => maxPool1d(x, { kernel: 2 })),
      good('padding', distinct, ({ x }) => maxPool1d(x, { kernel: 3, stride: 2, padding: [1, 0] })),
      good('dilation and ceil', distinct, ({ x }) =>
        maxPool1d(x, { kernel: 2, stride: 2, dilation: 2, ceilMode: true }),
      ),
    ],
    bad: poolBad('maxPool1d', maxPool1d),
  },
  avgPool1d: {
    good: [
      good('2', distinct, ({ x }) => avgPool1d(x, { kernel: 2 })),
      good('same', distinct, ({ x }) =>
        avgPool1d(x, { kernel: 3, stride: 2, padding: 'same', countIncludePad: false }),
      ),
      good('ceil', distinct, ({ x }) => avgPool1d(x, { kernel: 2, ceilMode: true })),
    ],
    bad: poolBad('avgPool1d', avgPool1d),
  },
} satisfies Record<string, OpSamples>;
