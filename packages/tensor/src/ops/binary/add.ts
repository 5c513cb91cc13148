import { binaryOp } from './binary-op.js';

/**
 * Sum, element by element.
 *
 * y = a + b
 *
 * @param a  float tensor, or a number
 * @param b  float tensor whose shape broadcasts with that of a, or a number
 * @returns  a tensor of the broadcast shape
 * @throws ShapeError  if the shapes do not broadcast
 * @throws ArgumentError  if neither is a tensor, or one is no float tensor
 * @example
 * add(tensor([[1], [2]]), tensor([10, 20])).dataSync(); // [11, 21, 12, 22]
 */
export const add = binaryOp({
  f: 'add',
  linear: true,
  gradientA: (dy) => dy,
  gradientB: (dy) => dy,
  withNumber: (shift) => ({ scale: 1, shift }),
});
