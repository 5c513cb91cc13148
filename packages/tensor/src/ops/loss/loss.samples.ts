// Samples of losses of pairs of tensors.
import { zeros } from '../../core/create.js';
import type { Tensor } from '../../core/tensor.js';
import { bad, float, good, type FloatInput, type OpSamples } from '../../samples/sample.js';
import * as ops from '../index.js';
import type { LossOptions } from './reduction.js';

type Domain = Omit<FloatInput, 'kind' | 'shape'>;
type Loss = (first: Tensor, second: Tensor, options?: LossOptions) => Tensor;

/** A loss of two tensors of one shape, with every reduction. */
function ofPair(
  names: readonly [op: string, first: string, second: string],
  loss: Loss,
  domains: readonly [Domain, Domain] = [{}, {}],
): OpSamples {
  const [op, first, second] = names;
  const pair = { a: float([3, 4], domains[0]), b: float([3, 4], domains[1]) };
  return {
    good: [
      good('mean', pair, ({ a, b }) => loss(a, b)),
      good('sum', pair, ({ a, b }) => loss(a, b, { reduction: 'sum' })),
      good('none', pair, ({ a, b }) => loss(a, b, { reduction: 'none' })),
    ],
    bad: [
      bad(
        'another shape',
        () => loss(zeros([3, 4]), zeros([4])),
        `${op}: ${second} must be [3, 4] like ${first}, got [4].`,
      ),
    ],
  };
}

function extended(base: OpSamples, more: OpSamples): OpSamples {
  return { good: [...base.good, ...more.good], bad: [...base.bad, ...more.bad] };
}

/** Ranges that do not meet, so that differences keep their sign. */
const apart: readonly [Domain, Domain] = [
  { low: 1, high: 1.9 },
  { low: 0, high: 0.9 },
];
const probability: Domain = { low: 0.1, high: 0.9 };
const pair = (a: Domain, b: Domain) => ({ a: float([3, 4], a), b: float([3, 4], b) });

export const lossSamples = {
  mse: ofPair(['mse', 'pred', 'target'], ops.mse),
  l1: ofPair(['l1', 'pred', 'target'], ops.l1, apart),
  huber: extended(ofPair(['huber', 'pred', 'target'], ops.huber, apart), {
    good: [good('delta', pair({}, {}), ({ a, b }) => ops.huber(a, b, { delta: 0.5 }))],
    bad: [
      bad(
        'delta 0',
        () => ops.huber(zeros([1]), zeros([1]), { delta: 0 }),
        'huber: delta must be above 0, got 0.',
      ),
    ],
  }),
  smoothL1: extended(ofPair(['smoothL1', 'pred', 'target'], ops.smoothL1, apart), {
    good: [good('beta', pair({}, {}), ({ a, b }) => ops.smoothL1(a, b, { beta: 0.3 }))],
    bad: [
      bad(
        'beta 0',
        () => ops.smoothL1(zeros([1]), zeros([1]), { beta: 0 }),
        'smoothL1: beta must be above 0, got 0.',
      ),
    ],
  }),
  klDiv: extended(ofPair(['klDiv', 'logProbs', 'target'], ops.klDiv, [{}, probability]), {
    good: [
      good('batch mean', pair({}, probability), ({ a, b }) =>
        ops.klDiv(a, b, { reduction: 'batchMean' }),
      ),
      good('logarithms', pair({}, {}), ({ a, b }) => ops.klDiv(a, b, { logTarget: true })),
    ],
    bad: [],
  }),
  hinge: extended(
    ofPair(['hinge', 'scores', 'target'], ops.hinge, [{ low: -0.4, high: 0.4 }, { low: 1 }]),
    {
      good: [
        good('squared', pair({ low: -1 }, { low: -1 }), ({ a, b }) =>
          ops.hinge(a, b, { squared: true, margin: 5 }),
        ),
      ],
      bad: [],
    },
  ),
  binaryCrossEntropy: ofPair(['binaryCrossEntropy', 'probs', 'target'], ops.binaryCrossEntropy, [
    probability,
    probability,
  ]),
  binaryCrossEntropyWithLogits: extended(
    ofPair(['binaryCrossEntropyWithLogits', 'logits', 'target'], ops.binaryCrossEntropyWithLogits, [
      {},
      probability,
    ]),
    {
      good: [
        good(
          'weights',
          { ...pair({}, probability), weight: float([3, 1]), posWeight: float([4]) },
          ({ a, b, ...weights }) => ops.binaryCrossEntropyWithLogits(a, b, weights),
        ),
      ],
      bad: [
        bad(
          'a weight that stretches',
          () => ops.binaryCrossEntropyWithLogits(zeros([4]), zeros([4]), { weight: zeros([3, 4]) }),
          'binaryCrossEntropyWithLogits: weight must be of a shape that broadcasts to logits [4], got [3, 4].',
        ),
      ],
    },
  ),
  cosineSimilarity: {
    good: [
      good('rows', pair({}, {}), ({ a, b }) => ops.cosineSimilarity(a, b)),
      good('columns', pair({}, {}), ({ a, b }) => ops.cosineSimilarity(a, b, 0)),
    ],
    bad: [
      bad(
        'another shape',
        () => ops.cosineSimilarity(zeros([2]), zeros([3])),
        'cosineSimilarity: b must be [2] like a, got [3].',
      ),
    ],
  },
  cosineEmbedding: {
    good: [
      good(
        'pairs',
        { ...pair({}, {}), target: float([3], { low: 1, constant: true }) },
        ({ a, b, target }) => ops.cosineEmbedding([a, b], target),
      ),
      good(
        'far apart',
        { ...pair({ low: 0.5 }, { low: 0.5 }), target: float([3], { high: -1, constant: true }) },
        ({ a, b, target }) => ops.cosineEmbedding([a, b], target, { reduction: 'none' }),
      ),
    ],
    bad: [
      bad(
        'a target of another shape',
        () => ops.cosineEmbedding([zeros([3, 4]), zeros([3, 4])], zeros([4])),
        'cosineEmbedding: target must be [3] to match a [3, 4], got [4].',
      ),
    ],
  },
} satisfies Record<string, OpSamples>;
