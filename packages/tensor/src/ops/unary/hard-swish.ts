import { unaryOp } from './unary-op.js';

/**
 * Piecewise quadratic swish, element by element.
 *
 * y = x * min(max(x + 3, 0), 6) / 6
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Howard et al. 2019, "Searching for MobileNetV3"
 * @example
 * hardSwish(tensor([-4, 0, 3])).dataSync(); // [0, 0, 3]
 */
export const hardSwish = unaryOp('hardSwish');
