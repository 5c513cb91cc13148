import { affine } from '../../calls/elementwise.js';
import { binaryOp } from './binary-op.js';

/**
 * Difference, element by element.
 *
 * y = a - b
 *
 * @param a  float tensor, or a number
 * @param b  float tensor whose shape broadcasts with that of a, or a number
 * @returns  a tensor of the broadcast shape
 * @throws ShapeError  if the shapes do not broadcast
 * @throws ArgumentError  if neither is a tensor, or one is no float tensor
 * @example
 * sub(5, tensor([1, 2])).dataSync(); // [4, 3]
 */
export const sub = binaryOp({
  f: 'sub',
  linear: true,
  gradientA: (dy) => dy,
  gradientB: (dy) => affine(dy, -1, 0),
  withNumber: (number, side) =>
    side === 'b' ? { scale: 1, shift: -number } : { scale: -1, shift: number },
});
