// Reductions over the middle axis of [outer, n, inner], and softmax along it.
import { buffer, choice, f32, flag, i32, kernel } from './fields.js';

export const reduceRows = {
  reduce: kernel({
    formula: 'y[o,i] = f over k of x[o,k,i]; mean divides by n',
    fields: {
      x: buffer.in('float', 'outer', 'n', 'inner'),
      y: buffer.out('float', 'outer', 'inner'),
      outer: i32(),
      n: i32(),
      inner: i32(),
      f: choice('sum', 'mean', 'max', 'min', 'prod', 'sumOfSquares'),
    },
    rules: ['n >= 1'],
  }),
  extremumGrad: kernel({
    formula: 'dx[o,k,i] = dy[o,i] / ties where x[o,k,i] == y[o,i], else 0',
    fields: {
      x: buffer.in('float', 'outer', 'n', 'inner'),
      y: buffer.in('float', 'outer', 'inner'),
      dy: buffer.in('float', 'outer', 'inner'),
      dx: buffer.out('float', 'outer', 'n', 'inner'),
      outer: i32(),
      n: i32(),
      inner: i32(),
    },
  }),
  argMax: kernel({
    formula: 'y[o,i] = first k with the largest x[o,k,i]',
    fields: {
      x: buffer.in('float', 'outer', 'n', 'inner'),
      y: buffer.out('i32', 'outer', 'inner'),
      outer: i32(),
      n: i32(),
      inner: i32(),
    },
    rules: ['n >= 1'],
  }),
  softmax: kernel({
    formula: 'y[o,k,i] = exp(x - max) / sum of exp(x - max), or its logarithm',
    fields: {
      x: buffer.in('float', 'outer', 'n', 'inner'),
      y: buffer.out('float', 'outer', 'n', 'inner'),
      outer: i32(),
      n: i32(),
      inner: i32(),
      log: flag(),
    },
  }),
  softmaxGrad: kernel({
    formula: 'dx = y * (dy - sum(dy * y)), or for the logarithm dy - exp(y) * sum(dy)',
    fields: {
      y: buffer.in('float', 'outer', 'n', 'inner'),
      dy: buffer.in('float', 'outer', 'n', 'inner'),
      dx: buffer.out('float', 'outer', 'n', 'inner'),
      outer: i32(),
      n: i32(),
      inner: i32(),
      log: flag(),
    },
  }),
  broadcastMiddle: kernel({
    formula: 'y[o,k,i] = x[o,i] * scale: the gradient of a sum or mean',
    fields: {
      x: buffer.in('float', 'outer', 'inner'),
      y: buffer.out('float', 'outer', 'n', 'inner'),
      outer: i32(),
      n: i32(),
      inner: i32(),
      scale: f32(),
    },
  }),
};
