import { floatOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import type { Value } from '../../core/value.js';
import { inferenceNorm, trainingNorm, type NormArguments } from './batch-norm-op.js';

export interface BatchNormOptions {
  /** [C], the scale. Default: 1. */
  readonly gamma?: Tensor | null;
  /** [C], the shift. Default: 0. */
  readonly beta?: Tensor | null;
  /** [C], updated in place in training, read otherwise. */
  readonly runningMean?: Tensor | null;
  /** [C]. */
  readonly runningVar?: Tensor | null;
  /** Whether the batch's own statistics serve. Default false. */
  readonly training?: boolean;
  /** Weight of the new value in the running statistics. Default 0.1. */
  readonly momentum?: number;
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
  /** Of the shape of x, added before the activation. Default: none. */
  readonly residual?: Tensor | null;
  /** Computed in the same pass. Default `none`. */
  readonly activation?: 'none' | 'relu';
}

/**
 * Batch normalization over all axes but the last: the same for [N, C] and [N, H, W, C].
 *
 * y = activation((x - mean) / sqrt(variance + eps) * gamma + beta + residual)
 *
 * Training: mean and **biased** variance are those of the batch, and the gradient flows through them. If running
 * statistics are given they become running + momentum * (batch - running) in place, with the **unbiased** variance.
 * Otherwise the running statistics serve, as constants, and nothing changes: that is also what a frozen layer does.
 *
 * @param x        [..., C]
 * @param options  gamma, beta, runningMean, runningVar [C], or none; training = false; momentum = 0.1; eps = 1e-5;
 *                 residual like x, or none; activation = 'none'
 * @returns  a tensor of the same shape
 * @throws ShapeError  if a vector is not [C], or, in training, there is one value per channel only
 * @throws ArgumentError  if running statistics are missing outside of training, or eps or momentum cannot be
 * @see Ioffe and Szegedy 2015, "Batch normalization", arXiv 1502.03167
 * @example
 * batchNorm(tensor([[1], [3]]), { training: true, eps: 0 }).dataSync(); // [-1, 1]
 */
export function batchNorm(x: Tensor, options: BatchNormOptions = {}): Tensor {
  const value = floatOf(x, 'batchNorm', 'x');
  const { runningMean = null, runningVar = null } = options;
  const checked = checkedArguments(x, value, options);
  const mean = vector(runningMean, 'runningMean', value);
  const variance = vector(runningVar, 'runningVar', value);
  if (options.training === true) {
    const { momentum = 0.1 } = options;
    if (!(momentum >= 0 && momentum <= 1)) refuse('momentum', 'from 0 to 1', String(momentum));
    return trainingNorm(checked, { mean, variance, momentum });
  }
  if (mean === null || variance === null) {
    const missing = mean === null ? 'runningMean' : 'runningVar';
    refuse(missing, 'given unless training is true', 'none');
  }
  return inferenceNorm(checked, mean, variance);
}

function checkedArguments(x: Tensor, value: Value, options: BatchNormOptions): NormArguments {
  const { gamma = null, beta = null, residual = null, eps = 1e-5, activation = 'none' } = options;
  const c = x.shape[x.shape.length - 1];
  if (x.shape.length < 2 || c === undefined) {
    const rule = { argument: 'x', expected: '[..., C] of two axes or more' };
    throw new ShapeError({ op: 'batchNorm', ...rule, received: formatShape(x.shape) });
  }
  const m = c === 0 ? 0 : value.size / c;
  if (options.training === true && m < 2) {
    throw new ShapeError({
      op: 'batchNorm',
      argument: 'x',
      expected: 'of two values or more per channel in training',
      received: `${m} (x is ${formatShape(x.shape)})`,
      hint: 'Use larger batches, drop the last one, or batch renormalization.',
    });
  }
  if (!(eps >= 0)) refuse('eps', 'from 0 on', String(eps));
  vector(gamma, 'gamma', value);
  vector(beta, 'beta', value);
  if (residual !== null) {
    sameBackend(value, floatOf(residual, 'batchNorm', 'residual'), {
      op: 'batchNorm',
      argument: 'residual',
    });
    if (formatShape(residual.shape) !== formatShape(x.shape)) {
      const expected = `${formatShape(x.shape)} like x`;
      const rule = { argument: 'residual', expected, received: formatShape(residual.shape) };
      throw new ShapeError({ op: 'batchNorm', ...rule });
    }
  }
  return { x, gamma, beta, residual, m, c, eps, activation };
}

/** The value of a vector with one number a channel. */
function vector(tensor: Tensor | null, argument: string, x: Value): Value | null {
  if (tensor === null) return null;
  const value = floatOf(tensor, 'batchNorm', argument);
  sameBackend(x, value, { op: 'batchNorm', argument });
  const c = x.shape[x.shape.length - 1]!;
  if (value.shape.length !== 1 || value.size !== c) {
    const expected = `[${c}] to match x ${formatShape(x.shape)}`;
    throw new ShapeError({
      op: 'batchNorm',
      argument,
      expected,
      received: formatShape(value.shape),
    });
  }
  return value;
}

function refuse(argument: string, expected: string, received: string): never {
  throw new ArgumentError({ op: 'batchNorm', argument, expected, received });
}
