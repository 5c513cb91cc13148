import { unaryOp } from './unary-op.js';

/**
 * Cosine of an angle in radians, element by element.
 *
 * y = cos x
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * cos(tensor([0, 1])).dataSync(); // [1, 0.5403]
 */
export const cos = unaryOp('cos');
