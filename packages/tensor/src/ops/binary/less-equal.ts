import { comparisonOp } from './binary-op.js';

/**
 * Whether a is at most b, element by element. No gradient passes.
 *
 * y = a <= b ? 1 : 0
 *
 * @param a  float tensor, or a number
 * @param b  float tensor whose shape broadcasts with that of a, or a number
 * @returns  a float tensor of the broadcast shape
 * @throws ShapeError  if the shapes do not broadcast
 * @throws ArgumentError  if neither is a tensor, or one is no float tensor
 * @example
 * lessEqual(tensor([2, 3]), 2).dataSync(); // [1, 0]
 */
export const lessEqual = comparisonOp('lessEqual');
