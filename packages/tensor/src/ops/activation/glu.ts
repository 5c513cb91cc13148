import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { checkedAxis, formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { mul } from '../binary/mul.js';
import { split } from '../shape/split.js';
import { sigmoid } from '../unary/sigmoid.js';

/**
 * Gated linear unit: one half of an axis opens and closes the other.
 *
 * y = a * sigmoid(b), a and b being the first and the second half of x along the axis
 *
 * @param x     float tensor, of even length along the axis
 * @param axis  default -1, the channels
 * @returns  a tensor half as long along the axis
 * @throws ShapeError  if the length is odd
 * @throws ArgumentError  if there is no such axis
 * @see Dauphin et al. 2017, "Language modeling with gated convolutional networks", arXiv 1612.08083
 * @example
 * glu(tensor([4, 0])).dataSync(); // [2]
 */
export function glu(x: Tensor, axis = -1): Tensor {
  floatOf(x, 'glu', 'x');
  const along = checkedAxis(axis, x.shape.length, 'glu');
  if (x.shape[along]! % 2 > 0) {
    const expected = `of even length along axis ${along}`;
    throw new ShapeError({ op: 'glu', argument: 'x', expected, received: formatShape(x.shape) });
  }
  return tidy(() => {
    const [value, gate] = split(x, 2, along);
    return mul(value!, sigmoid(gate!));
  });
}
