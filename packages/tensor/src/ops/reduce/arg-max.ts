import { middleOf } from '../../calls/reduce.js';
import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { finishConstant } from '../../core/finish.js';
import { checkedAxis, formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocateAs } from '../../core/value.js';

/**
 * Where the largest element along an axis is; the first one of equals. No gradient passes.
 *
 * @param x     float tensor of one axis or more
 * @param axis  default -1, the last
 * @returns  int32 tensor: x's shape without the axis
 * @throws ArgumentError  if there is no such axis
 * @throws ShapeError  if the axis has length 0
 * @example
 * argMax(tensor([[1, 5, 2], [7, 0, 7]])).dataSync(); // [1, 0]
 */
export function argMax(x: Tensor, axis = -1): Tensor {
  const value = floatOf(x, 'argMax', 'x');
  const along = checkedAxis(axis, x.shape.length, 'argMax');
  const { outer, n, inner } = middleOf(x.shape, along, along + 1);
  if (n === 0) {
    const expected = `of length 1 or more along axis ${along}`;
    throw new ShapeError({ op: 'argMax', argument: 'x', expected, received: formatShape(x.shape) });
  }
  const y = allocateAs(value, 'i32', x.shape.toSpliced(along, 1));
  value.backend.run('argMax', { x: value.handle, y: y.handle, outer, n, inner });
  return finishConstant('argMax', y, [x]);
}
