import { binaryValue } from '../../calls/elementwise.js';
import { binaryOp } from './binary-op.js';

/**
 * Product, element by element.
 *
 * y = a * b
 *
 * @param a  float tensor, or a number
 * @param b  float tensor whose shape broadcasts with that of a, or a number
 * @returns  a tensor of the broadcast shape
 * @throws ShapeError  if the shapes do not broadcast
 * @throws ArgumentError  if neither is a tensor, or one is no float tensor
 * @example
 * mul(tensor([1, 2, 3]), 2).dataSync(); // [2, 4, 6]
 */
export const mul = binaryOp({
  f: 'mul',
  gradientA: (dy, [, b]) => binaryValue('mul', [dy, b], dy.shape),
  gradientB: (dy, [a]) => binaryValue('mul', [dy, a], dy.shape),
  withNumber: (scale) => ({ scale, shift: 0 }),
});
