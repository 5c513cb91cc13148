import { linearReduction } from './reduce-op.js';

/**
 * Sum over axes.
 *
 * y = sum of x over the axes
 *
 * @param x        float tensor
 * @param axes     an axis or several, negative ones counted from the end; null, the default, for all
 * @param options  keepDims = false: whether reduced axes stay with length 1
 * @returns  x's shape without the reduced axes
 * @throws ArgumentError  if an axis does not exist or stands twice
 * @example
 * sum(tensor([[1, 2], [3, 4]]), 0).dataSync(); // [4, 6]
 */
export const sum = linearReduction('sum');
