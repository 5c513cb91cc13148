// Batch normalization.
import { ones, zeros } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import {
  ArgumentError,
  cannotReplay,
  inEachReplay,
  type BatchNormOptions as NormOptions,
  type Tensor,
} from '@evenkeel/tensor';
import type { FusedActivation, Fusing, FusingSum } from '../containers/fusion.js';
import { affineOf, cannotLearn, checkEps, type AffineOptions } from '../core/affine.js';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { Counter, stateBuffer, type Parameter, type StateBuffer } from '../core/parameter.js';

export interface BatchNormOptions extends AffineOptions {
  /** Added to the variance under the root; default 1e-5. */
  readonly eps?: number;
  /** Weight of the new value in the running statistics; 'cumulative' is the plain average. Default 0.1. */
  readonly momentum?: number | 'cumulative';
  /** Whether to keep running statistics; without them the batch's serve in evaluation too. Default true. */
  readonly trackRunningStats?: boolean;
}

/** Batch normalization of the last axis; made by `batchNorm`. */
export class BatchNorm<Channels extends number>
  extends Layer<Channels, Channels, false>
  implements Fusing, FusingSum
{
  static readonly repeats: boolean = true;
  readonly eps: number;
  /** Weight of the new value in the running statistics. */
  momentum: number | 'cumulative';
  /** Scale [C], or null. */
  readonly gamma: Parameter | null;
  /** Shift [C], or null. */
  readonly beta: Parameter | null;
  /** [C], or null without running statistics. */
  readonly runningMean: StateBuffer | null;
  /** Unbiased, [C], or null without running statistics. */
  readonly runningVar: StateBuffer | null;
  /** Batches that have entered the running statistics. */
  readonly numBatchesTracked: Counter | null;
  readonly fuses: readonly FusedActivation[] = ['relu'];

  constructor(channels: Channels, options: BatchNormOptions) {
    super();
    const { eps = 1e-5, momentum = 0.1, trackRunningStats = true } = options;
    checkCounts('batchNorm', { channels });
    checkSettings(eps, momentum);
    const shape = [channels];
    this.eps = eps;
    this.momentum = momentum;
    const { gamma, beta } = affineOf(shape, options);
    this.gamma = gamma;
    this.beta = beta;
    this.runningMean = trackRunningStats ? stateBuffer(shape, zeros()) : null;
    this.runningVar = trackRunningStats ? stateBuffer(shape, ones()) : null;
    this.numBatchesTracked = trackRunningStats ? new Counter() : null;
    this.nameParts();
  }

  /** Whether a forward pass in training mode moves running statistics: it has some, and is not frozen. */
  get tracksStatistics(): boolean {
    return this.runningMean !== null && !cannotLearn(this);
  }

  override forward(x: Tensor): Tensor {
    return this.#normalize(x, 'none', null);
  }

  forwardFused(x: Tensor): Tensor {
    return this.#normalize(x, 'relu', null);
  }

  get canSum(): boolean {
    return !this.observed;
  }

  forwardSum(x: Tensor, term: Tensor, activation: 'none' | 'relu'): Tensor {
    if (sameShape(x.shape, term.shape)) return this.#normalize(x, activation, term);
    const sum = ops.add(this.#normalize(x, 'none', null), term);
    return activation === 'none' ? sum : ops.relu(sum);
  }

  #normalize(x: Tensor, activation: 'none' | 'relu', residual: Tensor | null): Tensor {
    const { gamma, beta, eps, runningMean, runningVar, numBatchesTracked } = this;
    const common = { gamma, beta, eps, activation, residual };
    if (numBatchesTracked === null) {
      return this.normalizeBatch(x, { ...common, training: true });
    }
    const statistics = { runningMean, runningVar };
    if (!this.training || cannotLearn(this)) return ops.batchNorm(x, { ...common, ...statistics });
    if (this.momentum === 'cumulative') cannotReplay('batchNorm weighs each batch anew');
    const momentum =
      this.momentum === 'cumulative' ? 1 / (numBatchesTracked.value + 1) : this.momentum;
    const training = { training: true, momentum, ...statistics };
    const y = this.normalizeBatch(x, { ...common, ...training });
    const count = (): void => void numBatchesTracked.value++;
    count();
    inEachReplay(count);
    return y;
  }

  /** The pass that takes statistics of the batch. */
  protected normalizeBatch(x: Tensor, options: NormOptions): Tensor {
    return ops.batchNorm(x, options);
  }
}

/** The kernel adds what has the shape of x; anything else is broadcast. */
function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

function checkSettings(eps: number, momentum: number | 'cumulative'): void {
  checkEps('batchNorm', eps);
  if (momentum === 'cumulative' || (momentum >= 0 && momentum <= 1)) return;
  throw new ArgumentError({
    op: 'batchNorm',
    argument: 'momentum',
    expected: "a number from 0 to 1, or 'cumulative'",
    received: String(momentum),
    hint: 'It is the weight of the new value: 0.1 where other libraries write 0.9.',
  });
}

/**
 * Batch normalization over all axes but the last: of features [N, C], of images [N, H, W, C], of sequences [N, T, C].
 *
 * Training: mu and var are mean and biased variance of each channel over the batch,
 * y = gamma * (x - mu) / sqrt(var + eps) + beta, and the gradient flows through mu and var. Then
 * running = (1 - momentum) * running + momentum * batch, once per forward pass; the variance that enters is the
 * unbiased one, divided by n - 1. `momentum` is the weight of the new value; 'cumulative' takes 1 / (number of batches
 * so far), which is the plain average.
 *
 * Evaluation (`eval()`), and frozen layers (`requiresGrad = false` of the layer, a module around it, or of gamma and
 * beta): y = gamma * (x - runningMean) / sqrt(runningVar + eps) + beta, and the statistics stay as they are, after
 * `train()` too.
 *
 * A bias in the layer before it is wasted, since mu takes it away: pass `bias: false` there.
 *
 * @param channels  length C of the last axis
 * @param options  eps = 1e-5; momentum = 0.1; affine = true (gamma, beta); trackRunningStats = true
 * @returns  a layer that keeps shape and channels
 * @throws ArgumentError  settings out of range
 * @throws ShapeError  from forward, if the last axis of x differs from `channels`, or if there is one value per channel
 *     in training: it has no variance
 * @see Ioffe & Szegedy 2015, "Batch normalization: accelerating deep network training by reducing internal covariate shift"
 * @example
 * sequential(linear(784, 100, { bias: false }), batchNorm(100), sigmoid());
 */
export function batchNorm<Channels extends number>(
  channels: Channels,
  options: BatchNormOptions = {},
): BatchNorm<Channels> {
  return new BatchNorm(channels, options);
}
