import { valueOf } from '../../core/arguments.js';
import { productOf } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { reshape } from './reshape.js';

/**
 * All axes but the first in one, in row-major order: images become rows. Nothing is copied.
 *
 * @param x  [N, ...]; a scalar becomes [1, 1]
 * @returns  [N, product of the others]
 * @throws ArgumentError  if x is no live tensor
 * @example
 * flatten(zeros([8, 4, 4, 3])).shape; // [8, 48]
 */
export function flatten(x: Tensor): Tensor {
  valueOf(x, 'flatten', 'x');
  return reshape(x, [x.shape[0] ?? 1, productOf(x.shape, 1, x.shape.length)]);
}
