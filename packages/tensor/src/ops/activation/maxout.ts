import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { max } from '../reduce/max.js';
import { reshape } from '../shape/reshape.js';

/**
 * Largest of several pieces of each unit, the pieces being neighbouring channels.
 *
 * y[..., u] = max over j < pieces of x[..., u * pieces + j]
 *
 * @param x       [..., U * pieces]
 * @param pieces  from 1 on
 * @returns  [..., U]
 * @throws ShapeError  if the last axis is no multiple of pieces
 * @see Goodfellow et al. 2013, "Maxout networks", arXiv 1302.4389
 * @example
 * maxout(tensor([1, 5, 4, 2]), 2).dataSync(); // [5, 4]
 */
export function maxout(x: Tensor, pieces: number): Tensor {
  floatOf(x, 'maxout', 'x');
  const channels = x.shape.at(-1);
  if (channels === undefined || !Number.isInteger(pieces) || pieces < 1 || channels % pieces > 0) {
    throw new ShapeError({
      op: 'maxout',
      argument: 'x',
      expected: `[..., a multiple of ${pieces}]`,
      received: formatShape(x.shape),
    });
  }
  const shape = [...x.shape.slice(0, -1), channels / pieces, pieces];
  return tidy(() => max(reshape(x, shape), -1));
}
