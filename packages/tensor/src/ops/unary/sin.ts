import { unaryOp } from './unary-op.js';

/**
 * Sine of an angle in radians, element by element.
 *
 * y = sin x
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * sin(tensor([0, 1])).dataSync(); // [0, 0.8415]
 */
export const sin = unaryOp('sin');
