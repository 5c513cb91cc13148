import { unaryOp } from './unary-op.js';

/**
 * Exponential function, element by element.
 *
 * y = e^x
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * exp(tensor([0, 1])).dataSync(); // [1, 2.7183]
 */
export const exp = unaryOp('exp');
