import { unaryOp } from './unary-op.js';

/**
 * Mish, element by element.
 *
 * y = x * tanh(ln(1 + e^x))
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Misra 2019, "Mish: a self regularized non-monotonic activation function"
 * @example
 * mish(tensor([0, 1])).dataSync(); // [0, 0.8651]
 */
export const mish = unaryOp('mish');
