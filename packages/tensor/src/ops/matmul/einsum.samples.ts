import { zeros } from '../../core/create.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import { einsum } from './einsum.js';

const pair = (a: readonly number[], b: readonly number[]) => ({ a: float(a), b: float(b) });

export const einsumSamples: OpSamples = {
  good: [
    good('product', pair([2, 3], [3, 4]), ({ a, b }) => einsum('ij,jk->ik', a, b)),
    good('batched', pair([2, 3, 4], [2, 5, 4]), ({ a, b }) => einsum('nqc,nkc->nqk', a, b)),
    good('outer', pair([2], [3]), ({ a, b }) => einsum('i,j->ji', a, b)),
    good('inner', pair([2, 3], [2, 3]), ({ a, b }) => einsum('ij,ij->', a, b)),
    good('element by element', pair([2, 3], [3, 2]), ({ a, b }) => einsum('ij,ji->ij', a, b)),
    good('summed alone', pair([2, 3], [3, 4]), ({ a, b }) => einsum('ij,jk->j', a, b)),
    good('one tensor', { a: float([2, 3, 4]) }, ({ a }) => einsum('abc -> ca', a)),
    good('as it is', { a: float([2, 3]) }, ({ a }) => einsum('ab->ab', a)),
    good('three', { ...pair([2, 3], [3, 4]), c: float([4, 2]) }, ({ a, b, c }) =>
      einsum('ij,jk,kl->il', a, b, c),
    ),
  ],
  bad: [
    bad(
      'an unknown letter',
      () => einsum('ij->k', zeros([2, 2])),
      "einsum: equation must be letters of 1 tensors, '->' and letters of the result, none twice, got 'ij->k'.",
    ),
    bad(
      'a letter twice',
      () => einsum('ii->i', zeros([2, 2])),
      "einsum: equation must be letters of 1 tensors, '->' and letters of the result, none twice, got 'ii->i'.",
    ),
    bad(
      'lengths that differ',
      () => einsum('ij,jk->ik', zeros([2, 3]), zeros([4, 5])),
      'einsum: tensors[1] must be [3, k], got [4, 5].',
    ),
    bad(
      'axes that are missing',
      () => einsum('ij->i', zeros([2])),
      'einsum: tensors[0] must be [i, j], got [2].',
    ),
  ],
};
