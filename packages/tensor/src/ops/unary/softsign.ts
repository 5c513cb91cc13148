import { unaryOp } from './unary-op.js';

/**
 * Softsign, element by element.
 *
 * y = x / (1 + |x|)
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks"
 * @example
 * softsign(tensor([-1, 3])).dataSync(); // [-0.5, 0.75]
 */
export const softsign = unaryOp('softsign');
