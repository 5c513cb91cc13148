import { assign } from '../../core/assign.js';
import { ArgumentError } from '../../core/errors.js';
import { noGrad } from '../../core/grad-mode.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { mul } from '../binary/mul.js';
import { concat } from '../shape/concat.js';
import { split } from '../shape/split.js';
import { batchNorm, type BatchNormOptions } from './batch-norm.js';

export interface GhostBatchNormOptions extends Omit<BatchNormOptions, 'residual'> {
  /** Examples of a ghost batch. */
  readonly size: number;
}

/**
 * Ghost (virtual) batch normalization: in training a batch is cut into ghost batches that are normalized one by one, so
 * that a large batch keeps the noise of small ones.
 *
 * Each ghost batch is a `batchNorm` of its own; the running statistics move once, toward the mean of theirs. The last takes
 * what is left over; a batch smaller than `size` is one. Otherwise it is `batchNorm` by the running statistics.
 *
 * @param x        [N, ..., C]
 * @param options  size; the others as for batchNorm: gamma, beta, runningMean, runningVar [C], or none;
 *                 training = false; momentum = 0.1; eps = 1e-5; activation = 'none'
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if the size is no whole number from 1 on
 * @throws ShapeError  as batchNorm
 * @see Hoffer et al. 2017, "Train longer, generalize better", arXiv 1705.08741
 * @example
 * const x = tensor([[1], [3], [10], [30]]);
 * ghostBatchNorm(x, { size: 2, training: true, eps: 0 }).dataSync(); // [-1, 1, -1, 1]
 */
export function ghostBatchNorm(x: Tensor, options: GhostBatchNormOptions): Tensor {
  const { size, ...rest } = options;
  if (!Number.isInteger(size) || size < 1) {
    const rule = { argument: 'size', expected: 'a whole number from 1 on', received: String(size) };
    throw new ArgumentError({ op: 'ghostBatchNorm', ...rule });
  }
  const examples = x.shape[0] ?? 0;
  const parts = Math.floor(examples / size);
  if (options.training !== true || parts < 2) return batchNorm(x, rest);
  const sizes = Array.from({ length: parts }, () => size);
  sizes[parts - 1]! += examples % size;
  return tidy(() => {
    const mean = averageOf(options.runningMean);
    const variance = averageOf(options.runningVar);
    const pieces = split(x, sizes).map((part, i) => {
      const statistics = { runningMean: mean, runningVar: variance, momentum: 1 / (i + 1) };
      return batchNorm(part, { ...rest, ...statistics });
    });
    const { momentum = 0.1 } = options;
    move(options.runningMean, mean, momentum);
    move(options.runningVar, variance, momentum);
    return concat(pieces);
  });
}

/** A place for the mean of the statistics of all ghost batches, if they are wanted. */
function averageOf(running: Tensor | null | undefined): Tensor | null {
  return running ? noGrad(() => mul(running, 0)) : null;
}

/** running += momentum * (batch - running). */
function move(running: Tensor | null | undefined, batch: Tensor | null, momentum: number): void {
  if (!running || batch === null) return;
  noGrad(() => assign(running, add(mul(running, 1 - momentum), mul(batch, momentum))));
}
