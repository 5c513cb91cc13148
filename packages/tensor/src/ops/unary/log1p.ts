import { unaryOp } from './unary-op.js';

/**
 * Logarithm of 1 + x, exact for small x, element by element.
 *
 * y = ln(1 + x)
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * log1p(tensor([0, 1])).dataSync(); // [0, 0.6931]
 */
export const log1p = unaryOp('log1p');
