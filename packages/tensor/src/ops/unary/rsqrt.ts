import { unaryOp } from './unary-op.js';

/**
 * Reciprocal of the square root, element by element.
 *
 * y = 1 / sqrt(x)
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * rsqrt(tensor([4, 0.25])).dataSync(); // [0.5, 2]
 */
export const rsqrt = unaryOp('rsqrt');
