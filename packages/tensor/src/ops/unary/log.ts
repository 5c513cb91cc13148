import { unaryOp } from './unary-op.js';

/**
 * Natural logarithm, element by element.
 *
 * y = ln x
 *
 * NaN below 0, -Infinity at 0.
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * log(tensor([1, 10])).dataSync(); // [0, 2.3026]
 */
export const log = unaryOp('log');
