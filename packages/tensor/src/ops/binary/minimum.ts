import { binaryOp } from './binary-op.js';
import { selectedShare } from './selected-share.js';

/**
 * The smaller one of two, element by element.
 *
 * y = min(a, b)
 *
 * Where both are equal, each takes half of the gradient.
 *
 * @param a  float tensor, or a number
 * @param b  float tensor whose shape broadcasts with that of a, or a number
 * @returns  a tensor of the broadcast shape
 * @throws ShapeError  if the shapes do not broadcast
 * @throws ArgumentError  if neither is a tensor, or one is no float tensor
 * @example
 * minimum(tensor([1, 5]), 3).dataSync(); // [1, 3]
 */
export const minimum = binaryOp({
  f: 'minimum',
  gradientA: (dy, [a, b]) => selectedShare(dy, 'less', [a, b]),
  gradientB: (dy, [a, b]) => selectedShare(dy, 'less', [b, a]),
});
