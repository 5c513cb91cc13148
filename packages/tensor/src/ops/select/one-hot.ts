import { indicesOf } from '../../core/arguments.js';
import { ArgumentError } from '../../core/errors.js';
import { finishConstant } from '../../core/finish.js';
import type { Tensor } from '../../core/tensor.js';
import { allocateAs, runOrFree } from '../../core/value.js';

/**
 * Classes as vectors of one 1 and zeros elsewhere. No gradient passes.
 *
 * y[..., k] = indices[...] == k ? 1 : 0
 *
 * @param indices  int32 tensor, from 0 to classes - 1
 * @param classes  from 1 on
 * @returns  float tensor [..., classes]
 * @throws ArgumentError  if indices are not int32, or classes is no such number
 * @throws KernelError  if an index is out of range
 * @example
 * oneHot(tensor([1, 0], { dtype: 'int32' }), 3).dataSync(); // [0, 1, 0, 1, 0, 0]
 */
export function oneHot(indices: Tensor, classes: number): Tensor {
  const index = indicesOf(indices, 'oneHot', 'indices');
  if (!Number.isInteger(classes) || classes < 1) {
    const rule = { argument: 'classes', expected: 'a whole number from 1 on' };
    throw new ArgumentError({ op: 'oneHot', ...rule, received: String(classes) });
  }
  const y = allocateAs(index, 'float', [...indices.shape, classes]);
  if (y.size > 0) {
    const n = index.size;
    runOrFree(y, 'oneHot', { index: index.handle, y: y.handle, n, c: classes });
  }
  return finishConstant('oneHot', y, [indices]);
}
