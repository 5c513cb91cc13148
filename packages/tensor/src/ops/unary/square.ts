import { unaryOp } from './unary-op.js';

/**
 * Square, element by element.
 *
 * y = x^2
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * square(tensor([3, -2])).dataSync(); // [9, 4]
 */
export const square = unaryOp('square');
