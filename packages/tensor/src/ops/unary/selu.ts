import { unaryOp } from './unary-op.js';

/**
 * Scaled exponential linear unit, element by element.
 *
 * y = s * (x > 0 ? x : a * (e^x - 1)), a = 1.6732632423543772, s = 1.0507009873554805
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Klambauer et al. 2017, "Self-normalizing neural networks"
 * @example
 * selu(tensor([-1, 1])).dataSync(); // [-1.1113, 1.0507]
 */
export const selu = unaryOp('selu');
