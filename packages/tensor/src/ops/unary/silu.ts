import { unaryOp } from './unary-op.js';

/**
 * Sigmoid-weighted linear unit, also called swish, element by element.
 *
 * y = x * sigmoid(x)
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Elfwing et al. 2018, "Sigmoid-weighted linear units for neural network function approximation"
 * @example
 * silu(tensor([0, 2])).dataSync(); // [0, 1.7616]
 */
export const silu = unaryOp('silu');
