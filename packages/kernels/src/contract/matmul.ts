// Matrix products.
import { buffer, choice, flag, i32, kernel } from './fields.js';

export const matmulRows = {
  matmul: kernel({
    formula:
      'c[q] = activation(op(a[q]) op(b[q]) + bias); op transposes the last two axes if asked',
    fields: {
      /** [aBatch, m, k], or [aBatch, k, m] if transposeA. */
      a: buffer.in('float', 'aBatch', 'm', 'k'),
      /** [bBatch, k, n], or [bBatch, n, k] if transposeB. */
      b: buffer.in('float', 'bBatch', 'k', 'n'),
      bias: buffer.optional.in('float', 'n'),
      c: buffer.out('float', 'batch', 'm', 'n'),
      batch: i32(),
      /** Number of matrices in a: batch, or 1 for one that all share. */
      aBatch: i32(),
      bBatch: i32(),
      m: i32(),
      n: i32(),
      k: i32(),
      transposeA: flag(),
      transposeB: flag(),
      activation: choice('none', 'relu', 'sigmoid', 'tanh'),
    },
    rules: ['aBatch == batch || aBatch == 1', 'bBatch == batch || bBatch == 1'],
  }),
};
