import { unaryOp } from './unary-op.js';

/**
 * Rectified linear unit, element by element.
 *
 * y = max(x, 0)
 *
 * The gradient at 0 is 0.
 *
 * @param x  float tensor of any shape
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Nair and Hinton 2010, "Rectified linear units improve restricted Boltzmann machines"
 * @example
 * relu(tensor([-1, 0, 2])).dataSync(); // [0, 0, 2]
 */
export const relu = unaryOp('relu');
