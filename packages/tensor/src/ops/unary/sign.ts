import { unaryOp } from './unary-op.js';

/**
 * Sign, element by element.
 *
 * y = -1, 0 or 1
 *
 * The gradient is 0 everywhere.
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * sign(tensor([-3, 0, 2])).dataSync(); // [-1, 0, 1]
 */
export const sign = unaryOp('sign');
