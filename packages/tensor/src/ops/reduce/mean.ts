import { linearReduction } from './reduce-op.js';

/**
 * Mean over axes.
 *
 * y = sum of x over the axes / number of elements summed
 *
 * @param x        float tensor
 * @param axes     an axis or several, negative ones counted from the end; null, the default, for all
 * @param options  keepDims = false: whether reduced axes stay with length 1
 * @returns  x's shape without the reduced axes
 * @throws ArgumentError  if an axis does not exist or stands twice, or there is nothing to reduce
 * @example
 * mean(tensor([[1, 2], [3, 4]]), -1, { keepDims: true }).shape; // [2, 1]
 */
export const mean = linearReduction('mean');
