import type { Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { groupNormOf } from './group-norm-op.js';
import { trailing } from './layer-norm.js';

export interface RmsNormOptions {
  /** Trailing axes of x that are normalized together; a number is the last axis. Default: the last axis. */
  readonly normalizedShape?: number | Shape;
  /** Scale of the normalized shape. Default: 1. */
  readonly gamma?: Tensor | null;
  /** Added to the mean square. Default 1e-5. */
  readonly eps?: number;
}

/**
 * Root mean square normalization: layer norm that takes no mean off.
 *
 * y = x / sqrt(mean(x^2) + eps) * gamma
 *
 * @param x        [..., normalizedShape]
 * @param options  normalizedShape = the last axis; gamma of that shape, or none; eps = 1e-5
 * @returns  a tensor of the same shape
 * @throws ShapeError  if x does not end in the normalized shape, or gamma has another
 * @throws ArgumentError  if eps is below 0
 * @see Zhang and Sennrich 2019, "Root mean square layer normalization", arXiv 1910.07467
 * @example
 * rmsNorm(tensor([[1, -1], [3, 3]]), { eps: 0 }).dataSync(); // [1, -1, 1, 1]
 */
export function rmsNorm(x: Tensor, options: RmsNormOptions = {}): Tensor {
  const { gamma = null, eps = 1e-5 } = options;
  const { affineShape, geometry } = trailing('rmsNorm', x, options.normalizedShape);
  const norm = { op: 'rmsNorm', x, gamma, beta: null, affineShape, geometry };
  return groupNormOf({ ...norm, eps, center: false });
}
