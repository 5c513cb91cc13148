import { unaryOp } from './unary-op.js';

/**
 * Error function, element by element.
 *
 * y = 2 / sqrt(pi) * integral of exp(-t^2) from 0 to x
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * erf(tensor([0, 1])).dataSync(); // [0, 0.8427]
 */
export const erf = unaryOp('erf');
