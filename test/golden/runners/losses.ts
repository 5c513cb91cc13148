// Losses.
import {
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  cosineEmbedding,
  cosineSimilarity,
  crossEntropy,
  hinge,
  huber,
  klDiv,
  l1,
  mse,
  multiMargin,
  nll,
  smoothL1,
} from '@evenkeel/tensor';
import type { Tensor } from '@evenkeel/tensor';
import type { Attributes, Runner } from '../run.js';

type Loss = (first: Tensor, second: Tensor, options: Attributes) => Tensor;

/** A loss of two tensors, the second of which is the target. */
const of =
  (first: string, loss: Loss): Runner =>
  ({ tensor, attrs }) => ({ outputs: { loss: loss(tensor(first), tensor('target'), attrs) } });

export const lossRunners = {
  crossEntropy: ({ tensor, optional, attrs }) => {
    const settings = { ...attrs, classWeights: optional('classWeights') };
    return { outputs: { loss: crossEntropy(tensor('logits'), tensor('target'), settings) } };
  },
  binaryCrossEntropyWithLogits: ({ tensor, optional, attrs }) => {
    const weights = { weight: optional('weight'), posWeight: optional('posWeight') };
    const settings = { ...attrs, ...weights };
    const loss = binaryCrossEntropyWithLogits(tensor('logits'), tensor('target'), settings);
    return { outputs: { loss } };
  },
  binaryCrossEntropy: of('probs', binaryCrossEntropy),
  mse: of('pred', mse),
  l1: of('pred', l1),
  huber: of('pred', huber),
  smoothL1: of('pred', smoothL1),
  klDiv: of('logProbs', klDiv),
  hinge: of('scores', hinge),
  multiMargin: of('scores', multiMargin),
  cosineSimilarity: ({ tensor, attrs }) => ({
    outputs: { y: cosineSimilarity(tensor('a'), tensor('b'), attrs['axis']) },
  }),
  cosineEmbedding: ({ tensor, attrs }) => ({
    outputs: { loss: cosineEmbedding([tensor('a'), tensor('b')], tensor('target'), attrs) },
  }),
  nll: ({ tensor, optional, attrs }) => {
    const settings = { ...attrs, classWeights: optional('classWeights') };
    return { outputs: { loss: nll(tensor('logProbs'), tensor('target'), settings) } };
  },
} satisfies Readonly<Record<string, Runner>>;
