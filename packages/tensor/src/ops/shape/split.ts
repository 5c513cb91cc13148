import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { checkedAxis, formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { slice } from './slice.js';

/**
 * Cuts a tensor along an axis: the inverse of concat.
 *
 * @param x      float tensor
 * @param sizes  lengths of the parts, or their number, which must divide the axis
 * @param axis   default 0
 * @returns  the parts in order
 * @throws ShapeError  if the parts do not add up to the axis
 * @throws ArgumentError  if there is no such axis
 * @example
 * split(tensor([1, 2, 3]), [2, 1]).map((part) => part.size); // [2, 1]
 */
export function split(x: Tensor, sizes: number | readonly number[], axis = 0): Tensor[] {
  floatOf(x, 'split', 'x');
  const along = checkedAxis(axis, x.shape.length, 'split');
  const lengths = typeof sizes === 'number' ? equalParts(sizes, x.shape[along]!) : sizes;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const valid = lengths.every((length) => Number.isInteger(length) && length >= 0);
  if (!valid || total !== x.shape[along]) {
    throw new ShapeError({
      op: 'split',
      argument: 'sizes',
      expected: `parts of axis ${along} of x ${formatShape(x.shape)}`,
      received: typeof sizes === 'number' ? `${sizes} parts` : formatShape(sizes),
    });
  }
  const whole = x.shape.map(() => 0);
  let start = 0;
  return lengths.map((length) => {
    const part = slice(x, whole.with(along, start), { ends: x.shape.with(along, start + length) });
    start += length;
    return part;
  });
}

function equalParts(count: number, length: number): number[] {
  const valid = Number.isInteger(count) && count >= 1 && length % count === 0;
  return valid ? Array.from({ length: count }, () => length / count) : [];
}
