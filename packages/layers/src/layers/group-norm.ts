// Group and instance normalization: each example and group of channels by itself.
import * as ops from '@evenkeel/tensor';
import { ArgumentError, type Tensor } from '@evenkeel/tensor';
import { affineOf, checkEps, type AffineOptions } from '../core/affine.js';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import type { Parameter } from '../core/parameter.js';

export interface InstanceNormLayerOptions extends AffineOptions {
  /** Added to the variance; default 1e-5. */
  readonly eps?: number;
}

export interface GroupNormLayerOptions extends InstanceNormLayerOptions {
  /** Groups of neighboring channels that are normalized together. */
  readonly groups: number;
}

/** Group normalization; made by `groupNorm`. */
export class GroupNorm<Channels extends number> extends Layer<Channels, Channels, false> {
  static readonly repeats: boolean = true;
  readonly groups: number;
  readonly eps: number;
  /** Scale [C], or null. */
  readonly gamma: Parameter | null;
  /** Shift [C], or null. */
  readonly beta: Parameter | null;

  constructor(channels: Channels, options: GroupNormLayerOptions) {
    super();
    const { groups, eps = 1e-5 } = options;
    checkCounts('groupNorm', { channels, groups });
    checkEps('groupNorm', eps);
    checkDivides(groups, channels);
    this.groups = groups;
    this.eps = eps;
    const { gamma, beta } = affineOf([channels], options);
    this.gamma = gamma;
    this.beta = beta;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    const { groups, gamma, beta, eps } = this;
    return ops.groupNorm(x, { groups, gamma, beta, eps });
  }
}

/** Instance normalization; made by `instanceNorm`. */
export class InstanceNorm<Channels extends number> extends Layer<Channels, Channels, false> {
  static readonly repeats: boolean = true;
  readonly eps: number;
  /** Scale [C], or null. */
  readonly gamma: Parameter | null;
  /** Shift [C], or null. */
  readonly beta: Parameter | null;

  constructor(channels: Channels, options: InstanceNormLayerOptions) {
    super();
    checkCounts('instanceNorm', { channels });
    this.eps = options.eps ?? 1e-5;
    checkEps('instanceNorm', this.eps);
    const { gamma, beta } = affineOf([channels], options);
    this.gamma = gamma;
    this.beta = beta;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    const { gamma, beta, eps } = this;
    return ops.instanceNorm(x, { gamma, beta, eps });
  }
}

function checkDivides(groups: number, channels: number): void {
  if (channels % groups === 0) return;
  throw new ArgumentError({
    op: 'groupNorm',
    argument: 'channels',
    expected: `a multiple of groups (${groups})`,
    received: String(channels),
  });
}

/**
 * Group normalization: each example and group of neighboring channels by the mean and the biased variance of its own
 * pixels, in training and in evaluation alike.
 *
 * y = (x - mean) / sqrt(variance + eps) * gamma + beta
 *
 * @param channels  length C of the last axis, of x [N, ..., C]
 * @param options  groups, which divide C; eps = 1e-5; affine = true (gamma, beta)
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  settings out of range, or groups that do not divide the channels
 * @throws ShapeError  from forward, if the last axis of x differs from `channels`
 * @see Wu & He 2018, "Group normalization", arXiv 1803.08494
 * @example
 * groupNorm(4, { groups: 2, eps: 0 }).forward(tensor([[1, 3, 10, 30]])).dataSync(); // [-1, 1, -1, 1]
 */
export function groupNorm<Channels extends number>(
  channels: Channels,
  options: GroupNormLayerOptions,
): GroupNorm<Channels> {
  return new GroupNorm(channels, options);
}

/**
 * Instance normalization: each channel of each image by the mean and the biased variance of its own pixels, in training
 * and in evaluation alike.
 *
 * y = (x - mean) / sqrt(variance + eps) * gamma + beta
 *
 * @param channels  length C of the last axis, of x [N, H, W, C] or [N, T, C]
 * @param options  eps = 1e-5; affine = true (gamma, beta)
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  settings out of range
 * @throws ShapeError  from forward, if the last axis of x differs from `channels`, or x has fewer than three axes
 * @see Ulyanov et al. 2016, "Instance normalization: the missing ingredient for fast stylization", arXiv 1607.08022
 * @example
 * const x = tensor([1, 10, 3, 30], { shape: [1, 2, 2] });
 * instanceNorm(2, { eps: 0 }).forward(x).dataSync(); // [-1, -1, 1, 1]
 */
export function instanceNorm<Channels extends number>(
  channels: Channels,
  options: InstanceNormLayerOptions = {},
): InstanceNorm<Channels> {
  return new InstanceNorm(channels, options);
}
