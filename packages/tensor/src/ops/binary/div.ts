import { affine, binaryValue } from '../../calls/elementwise.js';
import { binaryOp } from './binary-op.js';

/**
 * Quotient, element by element.
 *
 * y = a / b
 *
 * @param a  float tensor, or a number
 * @param b  float tensor whose shape broadcasts with that of a, or a number
 * @returns  a tensor of the broadcast shape
 * @throws ShapeError  if the shapes do not broadcast
 * @throws ArgumentError  if neither is a tensor, or one is no float tensor
 * @example
 * div(tensor([1, 2]), tensor([4])).dataSync(); // [0.25, 0.5]
 */
export const div = binaryOp({
  f: 'div',
  gradientA: (dy, [, b]) => binaryValue('div', [dy, b], dy.shape),
  gradientB: (dy, [, b, y]) => {
    const product = binaryValue('mul', [dy, y], dy.shape);
    return affine(binaryValue('div', [product, b], dy.shape), -1, 0);
  },
});
