import { valueOf } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { checkedAxis, formatShape, sameShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { concat } from './concat.js';
import { reshape } from './reshape.js';

/**
 * Tensors of one shape side by side along a new axis.
 *
 * y[..., i, ...] = tensors[i][...]
 *
 * @param tensors  one or more float tensors of the same shape
 * @param axis     place of the new axis in the result. Default 0
 * @returns  a tensor with one axis more
 * @throws ShapeError  if the shapes differ
 * @throws ArgumentError  if the list is empty, or there is no such axis
 * @example
 * stack([tensor([1, 2]), tensor([3, 4])], 1).dataSync(); // [1, 3, 2, 4]
 */
export function stack(tensors: readonly Tensor[], axis = 0): Tensor {
  const first = tensors[0];
  if (first === undefined) {
    const rule = { argument: 'tensors', expected: 'a list of one tensor or more', received: '[]' };
    throw new ArgumentError({ op: 'stack', ...rule });
  }
  const along = checkedAxis(axis, first.shape.length + 1, 'stack');
  tensors.forEach((tensor, i) => {
    valueOf(tensor, 'stack', `tensors[${i}]`);
    if (sameShape(tensor.shape, first.shape)) return;
    const rule = {
      argument: `tensors[${i}]`,
      expected: `${formatShape(first.shape)} like the first`,
    };
    throw new ShapeError({ op: 'stack', ...rule, received: formatShape(tensor.shape) });
  });
  const shape = first.shape.toSpliced(along, 0, 1);
  return tidy(() =>
    concat(
      tensors.map((tensor) => reshape(tensor, shape)),
      along,
    ),
  );
}
