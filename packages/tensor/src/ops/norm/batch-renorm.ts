import { assign } from '../../core/assign.js';
import { ArgumentError } from '../../core/errors.js';
import { noGrad } from '../../core/grad-mode.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { mul } from '../binary/mul.js';
import { square } from '../unary/square.js';
import { batchNorm } from './batch-norm.js';
import { batchRenormStatistics, type BatchRenormLimits } from './batch-renorm-statistics.js';

export interface BatchRenormOptions extends BatchRenormLimits {
  /** [C], the scale. Default: 1. */
  readonly gamma?: Tensor | null;
  /** [C], the shift. Default: 0. */
  readonly beta?: Tensor | null;
  /** Whether the batch's own statistics serve, corrected. Default false. */
  readonly training?: boolean;
  /** Weight of the new value in the running statistics. Default 0.01. */
  readonly momentum?: number;
}

/**
 * Batch renormalization over all axes but the last: in training too, x is normalized almost as in evaluation.
 *
 * Training: y = gamma * ((x - mean) / sigma * r + d) + beta with sigma = sqrt(biased variance + eps) of the batch,
 * r = clip(sigma / runningStd, 1 / rMax, rMax), d = clip((mean - runningMean) / runningStd, -dMax, dMax); r and d are
 * constants to the gradient. Then running += momentum * (batch - running), in place.
 * Otherwise y = gamma * (x - runningMean) / runningStd + beta, and nothing changes.
 *
 * rMax = 1, dMax = 0 is batch norm. The paper starts so and lets them grow to 3 and 5. Batches of one value per channel
 * are allowed.
 *
 * @param x        [..., C]
 * @param options  runningMean, runningStd [C] (a standard deviation, not a variance); gamma, beta [C], or none;
 *                 training = false; momentum = 0.01; eps = 1e-3; rMax = 3; dMax = 5
 * @returns  a tensor of the same shape
 * @throws ShapeError  if a vector is not [C]
 * @throws ArgumentError  if rMax is below 1, dMax below 0, or momentum not from 0 to 1
 * @see Ioffe 2017, "Batch renormalization", arXiv 1702.03275
 * @example
 * const running = { runningMean: tensor([1]), runningStd: tensor([2]) };
 * batchRenorm(tensor([[5], [3]]), running).dataSync(); // [2, 1]
 */
export function batchRenorm(x: Tensor, options: BatchRenormOptions): Tensor {
  const { gamma = null, beta = null, training = false, momentum = 0.01 } = options;
  const { runningMean, runningStd, eps = 1e-3 } = options;
  if (!(momentum >= 0 && momentum <= 1)) {
    const rule = { argument: 'momentum', expected: 'from 0 to 1', received: String(momentum) };
    throw new ArgumentError({ op: 'batchRenorm', ...rule });
  }
  return tidy(() => {
    if (!training) {
      const runningVar = square(runningStd.detach());
      return batchNorm(x, { gamma, beta, runningMean, runningVar, eps: 0 });
    }
    const { mean, sigma, r, d } = batchRenormStatistics(x, options);
    const shift = gamma === null ? d : mul(gamma, d);
    const total = beta === null ? shift : add(shift, beta);
    const c = x.shape[x.shape.length - 1]!;
    // One value is its own mean: nothing of x is left.
    const single = x.size === c;
    const scale = gamma === null ? r : mul(gamma, r);
    const y = single
      ? add(mul(x, 0), total)
      : batchNorm(x, { gamma: scale, beta: total, eps, training: true });
    noGrad(() => {
      assign(runningMean, moved(runningMean, mean, momentum));
      assign(runningStd, moved(runningStd, sigma, momentum));
    });
    return y;
  });
}

/** running + momentum * (batch - running). */
function moved(running: Tensor, batch: Tensor, momentum: number): Tensor {
  return add(mul(running, 1 - momentum), mul(batch, momentum));
}
