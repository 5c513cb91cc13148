import { extremum } from './reduce-op.js';

/**
 * Largest element over axes.
 *
 * y = max of x over the axes
 *
 * Ties share the gradient equally.
 *
 * @param x        float tensor
 * @param axes     an axis or several, negative ones counted from the end; null, the default, for all
 * @param options  keepDims = false: whether reduced axes stay with length 1
 * @returns  x's shape without the reduced axes
 * @throws ArgumentError  if an axis does not exist or stands twice, or there is nothing to reduce
 * @example
 * max(tensor([[1, 2], [3, 4]])).item(); // 4
 */
export const max = extremum('max');
