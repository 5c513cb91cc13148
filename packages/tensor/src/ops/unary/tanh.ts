import { unaryOp } from './unary-op.js';

/**
 * Hyperbolic tangent, element by element.
 *
 * y = (e^x - e^-x) / (e^x + e^-x)
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see LeCun et al. 1998, "Efficient BackProp"
 * @example
 * tanh(tensor([0, 1])).dataSync(); // [0, 0.7616]
 */
export const tanh = unaryOp('tanh');
