import { unaryOp } from './unary-op.js';

/**
 * Logistic function, element by element.
 *
 * y = 1 / (1 + e^-x)
 *
 * Its slope is at most 1/4 and it saturates on both sides: deep nets of it need normalization.
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @example
 * sigmoid(tensor([0, 2])).dataSync(); // [0.5, 0.8808]
 */
export const sigmoid = unaryOp('sigmoid');
