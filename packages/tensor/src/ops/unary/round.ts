import { unaryOp } from './unary-op.js';

/**
 * Nearest integer, halves to the even one, element by element.
 *
 * y = the integer nearest to x
 *
 * The gradient is 0 everywhere.
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * round(tensor([0.5, 1.5, 2.6])).dataSync(); // [0, 2, 3]
 */
export const round = unaryOp('round');
