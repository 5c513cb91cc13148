// Batch renormalization.
import { ones, zeros } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import type { Tensor } from '@evenkeel/tensor';
import { affineOf, cannotLearn, checkEps, type AffineOptions } from '../core/affine.js';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { stateBuffer, type Parameter, type StateBuffer } from '../core/parameter.js';

export interface BatchRenormLayerOptions extends AffineOptions {
  /** Added to the variance of the batch; default 1e-3. */
  readonly eps?: number;
  /** Weight of the new value in the running statistics; default 0.01. */
  readonly momentum?: number;
  /** Largest r; default 3. */
  readonly rMax?: number;
  /** Largest magnitude of d; default 5. */
  readonly dMax?: number;
}

/** Batch renormalization of the last axis; made by `batchRenorm`. */
export class BatchRenorm<Channels extends number> extends Layer<Channels, Channels, false> {
  static readonly repeats: boolean = true;
  readonly eps: number;
  momentum: number;
  /** May be changed while training: the paper lets it grow from 1. */
  rMax: number;
  /** May be changed while training: the paper lets it grow from 0. */
  dMax: number;
  /** Scale [C], or null. */
  readonly gamma: Parameter | null;
  /** Shift [C], or null. */
  readonly beta: Parameter | null;
  /** [C] */
  readonly runningMean: StateBuffer;
  /** A standard deviation, [C]. */
  readonly runningStd: StateBuffer;

  constructor(channels: Channels, options: BatchRenormLayerOptions) {
    super();
    const { eps = 1e-3, momentum = 0.01, rMax = 3, dMax = 5 } = options;
    checkCounts('batchRenorm', { channels });
    checkEps('batchRenorm', eps);
    this.eps = eps;
    this.momentum = momentum;
    this.rMax = rMax;
    this.dMax = dMax;
    const { gamma, beta } = affineOf([channels], options);
    this.gamma = gamma;
    this.beta = beta;
    this.runningMean = stateBuffer([channels], zeros());
    this.runningStd = stateBuffer([channels], ones());
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    const { gamma, beta, eps, momentum, rMax, dMax, runningMean, runningStd } = this;
    const training = this.training && !cannotLearn(this);
    const statistics = { runningMean, runningStd, training };
    return ops.batchRenorm(x, { gamma, beta, eps, momentum, rMax, dMax, ...statistics });
  }
}

/**
 * Batch renormalization over all axes but the last: training normalizes almost as evaluation does, so that small and
 * dependent batches do less harm than with `batchNorm`.
 *
 * y = gamma * ((x - mean) / sigma * r + d) + beta, with r and d from the running statistics, clipped to rMax and dMax.
 * Evaluation and frozen layers: y = gamma * (x - runningMean) / runningStd + beta, and nothing changes.
 *
 * @param channels  length C of the last axis
 * @param options  eps = 1e-3; momentum = 0.01; rMax = 3; dMax = 5; affine = true (gamma, beta)
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  settings out of range
 * @throws ShapeError  from forward, if the last axis of x differs from `channels`
 * @see Ioffe 2017, "Batch renormalization", arXiv 1702.03275
 * @example
 * const layer = batchRenorm(1, { rMax: 1, dMax: 0, eps: 0 });
 * layer.forward(tensor([[1], [3]])).dataSync(); // [-1, 1]
 */
export function batchRenorm<Channels extends number>(
  channels: Channels,
  options: BatchRenormLayerOptions = {},
): BatchRenorm<Channels> {
  return new BatchRenorm(channels, options);
}
