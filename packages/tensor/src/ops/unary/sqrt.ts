import { unaryOp } from './unary-op.js';

/**
 * Square root, element by element.
 *
 * y = sqrt(x)
 *
 * NaN below 0; the gradient at 0 is infinite.
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * sqrt(tensor([4, 9])).dataSync(); // [2, 3]
 */
export const sqrt = unaryOp('sqrt');
