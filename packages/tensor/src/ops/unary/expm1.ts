import { unaryOp } from './unary-op.js';

/**
 * Exponential function less 1, exact for small x, element by element.
 *
 * y = e^x - 1
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * expm1(tensor([0, 1])).dataSync(); // [0, 1.7183]
 */
export const expm1 = unaryOp('expm1');
