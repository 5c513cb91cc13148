// Ghost (virtual) batch normalization.
import * as ops from '@evenkeel/tensor';
import type { BatchNormOptions as NormOptions, Tensor } from '@evenkeel/tensor';
import { checkCounts } from '../core/counts.js';
import { BatchNorm, type BatchNormOptions } from './batch-norm.js';

export interface GhostBatchNormLayerOptions extends BatchNormOptions {
  /** Examples of a ghost batch. */
  readonly size: number;
}

/** Batch normalization of parts of a batch; made by `ghostBatchNorm`. */
export class GhostBatchNorm<Channels extends number> extends BatchNorm<Channels> {
  static override readonly repeats: boolean = true;
  readonly size: number;

  constructor(channels: Channels, options: GhostBatchNormLayerOptions) {
    super(channels, options);
    checkCounts('ghostBatchNorm', { size: options.size });
    this.size = options.size;
  }

  /** Its kernel sees parts of the batch. */
  override get canSum(): boolean {
    return false;
  }

  protected override normalizeBatch(x: Tensor, options: NormOptions): Tensor {
    const { residual: _residual, ...rest } = options;
    return ops.ghostBatchNorm(x, { ...rest, size: this.size });
  }
}

/**
 * Ghost (virtual) batch normalization: in training each part of `size` examples is normalized by itself, so that a large
 * batch keeps the noise of small ones. The running statistics move once a forward pass, toward the mean of those of the
 * parts. Evaluation and frozen layers are those of `batchNorm`.
 *
 * @param channels  length C of the last axis, of x [N, ..., C]
 * @param options  size; the others as for `batchNorm`
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  settings out of range
 * @throws ShapeError  from forward, as `batchNorm`
 * @see Hoffer et al. 2017, "Train longer, generalize better", arXiv 1705.08741
 * @example
 * const layer = ghostBatchNorm(1, { size: 2, eps: 0 });
 * layer.forward(tensor([[1], [3], [10], [30]])).dataSync(); // [-1, 1, -1, 1]
 */
export function ghostBatchNorm<Channels extends number>(
  channels: Channels,
  options: GhostBatchNormLayerOptions,
): GhostBatchNorm<Channels> {
  return new GhostBatchNorm(channels, options);
}
