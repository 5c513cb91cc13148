// Kernels that pick, count and order elements along the middle axis of [outer, n, inner].
import { buffer, choice, flag, i32, kernel } from './fields.js';

const lines = { outer: i32(), n: i32(), inner: i32() };

/** One index for each place j, shared by all lines, or one for each element of the selection. */
const index = {
  index: buffer.in('i32', 'indexLength'),
};
const selection = { ...lines, count: i32(), indexLength: i32(), per: choice('place', 'element') };
const rules = ['indexLength == (per == 1 ? outer * count * inner : count)'];

export const selectRows = {
  gather: kernel({
    formula: 'y[o,j,i] = x[o, index[j], i], or per element x[o, index[o,j,i], i]',
    fields: {
      x: buffer.in('float', 'outer', 'n', 'inner'),
      ...index,
      y: buffer.out('float', 'outer', 'count', 'inner'),
      ...selection,
    },
    rules,
  }),
  scatterAdd: kernel({
    formula: 'y[o, index[j], i] += x[o,j,i], j ascending; per element y[o, index[o,j,i], i]',
    fields: {
      x: buffer.in('float', 'outer', 'count', 'inner'),
      ...index,
      y: buffer.inout('float', 'outer', 'n', 'inner'),
      ...selection,
    },
    rules,
  }),
  oneHot: kernel({
    formula: 'y[i,k] = index[i] == k ? 1 : 0',
    fields: {
      index: buffer.in('i32', 'n'),
      y: buffer.out('float', 'n', 'c'),
      n: i32(),
      c: i32(),
    },
  }),
  cumSum: kernel({
    formula: 'y[o,k,i] = sum over j <= k of x[o,j,i]; over j >= k if reverse',
    fields: {
      x: buffer.in('float', 'outer', 'n', 'inner'),
      y: buffer.out('float', 'outer', 'n', 'inner'),
      ...lines,
      reverse: flag(),
    },
  }),
  argSort: kernel({
    formula:
      'y[o,k,i] = place of the k-th smallest of x[o,:,i]; equals keep their order, NaN is largest',
    fields: {
      x: buffer.in('float', 'outer', 'n', 'inner'),
      y: buffer.out('i32', 'outer', 'n', 'inner'),
      ...lines,
      descending: flag(),
    },
  }),
};
