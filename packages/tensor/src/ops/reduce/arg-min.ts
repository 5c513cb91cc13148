import { ShapeError } from '../../core/errors.js';
import { floatOf } from '../../core/arguments.js';
import { noGrad } from '../../core/grad-mode.js';
import { checkedAxis, formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { neg } from '../unary/neg.js';
import { argMax } from './arg-max.js';

/**
 * Where the smallest element along an axis is; the first one of equals. No gradient passes.
 *
 * @param x     float tensor of one axis or more
 * @param axis  default -1, the last
 * @returns  int32 tensor: x's shape without the axis
 * @throws ArgumentError  if there is no such axis
 * @throws ShapeError  if the axis has length 0
 * @example
 * argMin(tensor([[1, 5, 2], [7, 0, 7]])).dataSync(); // [0, 1]
 */
export function argMin(x: Tensor, axis = -1): Tensor {
  floatOf(x, 'argMin', 'x');
  const along = checkedAxis(axis, x.shape.length, 'argMin');
  if (x.shape[along] === 0) {
    const expected = `of length 1 or more along axis ${along}`;
    throw new ShapeError({ op: 'argMin', argument: 'x', expected, received: formatShape(x.shape) });
  }
  return tidy(() => noGrad(() => argMax(neg(x), along)));
}
