// Losses fused with what comes before them.
import { buffer, choice, f32, flag, i32, kernel } from './fields.js';

const options = {
  /** 1 for mean and sum, n for none. */
  lossLength: i32(),
  n: i32(),
  c: i32(1),
  reduction: choice('none', 'mean', 'sum'),
  hasIgnoreIndex: flag(),
  ignoreIndex: i32(-2147483648),
  labelSmoothing: f32(),
};
const rules = ['lossLength == (reduction == 0 ? n : 1)'];

export const lossRows = {
  crossEntropy: kernel({
    formula:
      'row = -(1-s) * w[t] * logp[t] - s/c * sum over k of w[k] * logp[k]; 0 where ignored; ' +
      'mean divides by the sum of w[t] over the rows not ignored',
    fields: {
      logits: buffer.in('float', 'n', 'c'),
      /** Classes from 0 to c-1, checked by the kernel before anything is written. */
      target: buffer.in('i32', 'n'),
      classWeights: buffer.optional.in('float', 'c'),
      loss: buffer.out('float', 'lossLength'),
      ...options,
    },
    rules,
  }),
  crossEntropyGrad: kernel({
    formula: 'dlogits = dloss * d(loss)/d(logits), from softmax(logits) recomputed',
    fields: {
      logits: buffer.in('float', 'n', 'c'),
      target: buffer.in('i32', 'n'),
      classWeights: buffer.optional.in('float', 'c'),
      dloss: buffer.in('float', 'lossLength'),
      dlogits: buffer.out('float', 'n', 'c'),
      ...options,
    },
    rules,
  }),
};
