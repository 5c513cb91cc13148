import { unaryOp } from './unary-op.js';

/**
 * Negative, element by element.
 *
 * y = -x
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * neg(tensor([1, -2])).dataSync(); // [-1, 2]
 */
export const neg = unaryOp('neg');
