import { unaryOp } from './unary-op.js';

/**
 * Absolute value, element by element.
 *
 * y = |x|
 *
 * The gradient at 0 is 0.
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * abs(tensor([1, -2])).dataSync(); // [1, 2]
 */
export const abs = unaryOp('abs');
