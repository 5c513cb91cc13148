import type { Tensor } from '../../core/tensor.js';
import { checkRank, groupNormOf, groupsOf } from './group-norm-op.js';

export interface InstanceNormOptions {
  /** [C], the scale. Default: 1. */
  readonly gamma?: Tensor | null;
  /** [C], the shift. Default: 0. */
  readonly beta?: Tensor | null;
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
}

/**
 * Instance normalization: each channel of each image by the mean and the biased variance of its own pixels.
 *
 * y = (x - mean) / sqrt(variance + eps) * gamma + beta
 *
 * It does the same in training and in evaluation; there are no running statistics.
 *
 * @param x        [N, ..., C] with pixels or steps between: [N, H, W, C], [N, T, C]
 * @param options  gamma, beta [C], or none; eps = 1e-5
 * @returns  a tensor of the same shape
 * @throws ShapeError  if x has fewer than three axes, or gamma or beta are not [C]
 * @throws ArgumentError  if eps is below 0
 * @see Ulyanov et al. 2016, "Instance normalization: the missing ingredient for fast stylization", arXiv 1607.08022
 * @example
 * const x = tensor([1, 10, 3, 30], { shape: [1, 2, 2] });
 * instanceNorm(x, { eps: 0 }).dataSync(); // [-1, -1, 1, 1]
 */
export function instanceNorm(x: Tensor, options: InstanceNormOptions = {}): Tensor {
  const { gamma = null, beta = null, eps = 1e-5 } = options;
  checkRank('instanceNorm', x, { rank: 3, expected: '[N, ..., C] of three axes or more' });
  const c = x.shape[x.shape.length - 1]!;
  const norm = { op: 'instanceNorm', x, gamma, beta, affineShape: [c] };
  return groupNormOf({ ...norm, geometry: groupsOf(x, Math.max(1, c)), eps, center: true });
}
