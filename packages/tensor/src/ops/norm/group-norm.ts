import { ArgumentError } from '../../core/errors.js';
import type { Tensor } from '../../core/tensor.js';
import { checkRank, groupNormOf, groupsOf } from './group-norm-op.js';

export interface GroupNormOptions {
  /** Groups of neighboring channels that are normalized together. */
  readonly groups: number;
  /** [C], the scale. Default: 1. */
  readonly gamma?: Tensor | null;
  /** [C], the shift. Default: 0. */
  readonly beta?: Tensor | null;
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
}

/**
 * Group normalization: each example and group of channels by the mean and the biased variance of its own pixels.
 *
 * y = (x - mean) / sqrt(variance + eps) * gamma + beta
 *
 * One group is layer norm with a scale per channel, as many groups as channels instance norm. It does the same in
 * training and in evaluation, and needs no batch.
 *
 * @param x        [N, ..., C]
 * @param options  groups, which divide C; gamma, beta [C], or none; eps = 1e-5
 * @returns  a tensor of the same shape
 * @throws ShapeError  if x has fewer than two axes, or gamma or beta are not [C]
 * @throws ArgumentError  if the groups do not divide the channels, or eps is below 0
 * @see Wu and He 2018, "Group normalization", arXiv 1803.08494
 * @example
 * const x = tensor([[1, 3, 10, 30]]);
 * groupNorm(x, { groups: 2, eps: 0 }).dataSync(); // [-1, 1, -1, 1]
 */
export function groupNorm(x: Tensor, options: GroupNormOptions): Tensor {
  const { groups, gamma = null, beta = null, eps = 1e-5 } = options;
  checkRank('groupNorm', x, { rank: 2, expected: '[N, ..., C]' });
  const c = x.shape[x.shape.length - 1]!;
  if (!Number.isInteger(groups) || groups < 1 || c % groups !== 0) {
    const expected = `a whole number from 1 on that divides the ${c} channels`;
    const rule = { argument: 'groups', expected, received: String(groups) };
    throw new ArgumentError({ op: 'groupNorm', ...rule });
  }
  const norm = { op: 'groupNorm', x, gamma, beta, affineShape: [c] };
  return groupNormOf({ ...norm, geometry: groupsOf(x, groups), eps, center: true });
}
