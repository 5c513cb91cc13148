import { unaryOp } from './unary-op.js';

/**
 * Next integer below, element by element.
 *
 * y = the largest integer <= x
 *
 * The gradient is 0 everywhere.
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * floor(tensor([1.7, -1.2])).dataSync(); // [1, -2]
 */
export const floor = unaryOp('floor');
