import { unaryOp } from './unary-op.js';

/**
 * Piecewise linear sigmoid, element by element.
 *
 * y = min(max(x + 3, 0), 6) / 6
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * hardSigmoid(tensor([-4, 0, 1.5])).dataSync(); // [0, 0.5, 0.75]
 */
export const hardSigmoid = unaryOp('hardSigmoid');
