// Samples of activations that are more than a function of one number.
import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import * as ops from '../index.js';

const atZero = { kinks: [0] };

export const activationSamples = {
  prelu: {
    good: [
      good('shared', { x: float([4, 6], atZero), alpha: float([1]) }, ({ x, alpha }) =>
        ops.prelu(x, alpha),
      ),
      good('channels', { x: float([2, 2, 2, 5], atZero), alpha: float([5]) }, ({ x, alpha }) =>
        ops.prelu(x, alpha),
      ),
    ],
    bad: [
      bad(
        'slopes of other channels',
        () => ops.prelu(zeros([2, 3]), zeros([2])),
        'prelu: alpha must be [1] or [3] to match x [2, 3], got [2].',
      ),
    ],
  },
  maxout: {
    good: [
      good('two pieces', { x: float([4, 6], { distinct: true }) }, ({ x }) => ops.maxout(x, 2)),
      good('images', { x: float([1, 2, 2, 6], { distinct: true }) }, ({ x }) => ops.maxout(x, 3)),
    ],
    bad: [
      bad(
        'pieces that do not fit',
        () => ops.maxout(zeros([2, 5]), 2),
        'maxout: x must be [..., a multiple of 2], got [2, 5].',
      ),
    ],
  },
  glu: {
    good: [
      good('channels', { x: float([3, 4]) }, ({ x }) => ops.glu(x)),
      good('rows', { x: float([4, 3]) }, ({ x }) => ops.glu(x, 0)),
    ],
    bad: [
      bad(
        'an odd length',
        () => ops.glu(zeros([2, 3])),
        'glu: x must be of even length along axis 1, got [2, 3].',
      ),
    ],
  },
} satisfies Record<string, OpSamples>;
