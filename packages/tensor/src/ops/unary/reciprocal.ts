import { unaryOp } from './unary-op.js';

/**
 * Reciprocal, element by element.
 *
 * y = 1 / x
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * reciprocal(tensor([4, -0.5])).dataSync(); // [0.25, -2]
 */
export const reciprocal = unaryOp('reciprocal');
