// Losses.
import { crossEntropy } from '@evenkeel/tensor';
import type { Runner } from '../run.js';

export const lossRunners = {
  crossEntropy: ({ tensor, optional, attrs }) => {
    const settings = { ...attrs, classWeights: optional('classWeights') };
    return { outputs: { loss: crossEntropy(tensor('logits'), tensor('target'), settings) } };
  },
} satisfies Readonly<Record<string, Runner>>;
