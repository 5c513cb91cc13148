import { floatOf } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { noGrad } from '../../core/grad-mode.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { div } from '../binary/div.js';
import { sub } from '../binary/sub.js';
import { mean as meanOf } from '../reduce/mean.js';
import { variance } from '../reduce/variance.js';
import { reshape } from '../shape/reshape.js';
import { clip } from '../unary/clip.js';
import { sqrt } from '../unary/sqrt.js';

/** Running statistics, and how far a batch may be corrected toward them. */
export interface BatchRenormLimits {
  /** [C]. */
  readonly runningMean: Tensor;
  /** [C], a standard deviation. */
  readonly runningStd: Tensor;
  /** Added to the variance of the batch. Default 1e-3. */
  readonly eps?: number;
  /** Largest r; the smallest is 1 / rMax. Default 3. */
  readonly rMax?: number;
  /** Largest magnitude of d. Default 5. */
  readonly dMax?: number;
}

/** Vectors [C]: those of the batch, and the correction toward the running ones. */
export interface BatchRenormStatistics {
  readonly mean: Tensor;
  /** sqrt(biased variance + eps). */
  readonly sigma: Tensor;
  readonly r: Tensor;
  readonly d: Tensor;
}

/**
 * Statistics of a batch and the correction by which batch renormalization makes up for their chance; all constants.
 *
 * r = clip(sigma / runningStd, 1 / rMax, rMax), d = clip((mean - runningMean) / runningStd, -dMax, dMax)
 *
 * @param x        [..., C]
 * @param options  runningMean, runningStd [C]; eps = 1e-3; rMax = 3; dMax = 5
 * @returns  mean, sigma, r and d, each [C]
 * @throws ShapeError  if x has fewer than two axes or no values, or a vector is not [C]
 * @throws ArgumentError  if rMax is below 1 or dMax below 0
 * @see Ioffe 2017, "Batch renormalization", arXiv 1702.03275
 * @example
 * const running = { runningMean: tensor([2]), runningStd: tensor([2]) };
 * const { r, d } = batchRenormStatistics(tensor([[3], [5]]), { ...running, eps: 0 });
 * r.dataSync(); // [0.5]
 * d.dataSync(); // [1]
 */
export function batchRenormStatistics(
  x: Tensor,
  options: BatchRenormLimits,
): BatchRenormStatistics {
  const { runningMean, runningStd, eps = 1e-3, rMax = 3, dMax = 5 } = options;
  check(x, options);
  return noGrad(() =>
    tidy(() => {
      const c = x.shape[x.shape.length - 1]!;
      const rows = reshape(x, [x.size / c, c]);
      // Sums of x itself would lose the digits of a distance that is small beside the mean.
      const distance = meanOf(sub(rows, runningMean), 0);
      const mean = add(runningMean, distance);
      const sigma = sqrt(add(variance(rows, 0, { correction: 0 }), eps));
      const r = clip(div(sigma, runningStd), { min: 1 / rMax, max: rMax });
      const d = clip(div(distance, runningStd), { min: -dMax, max: dMax });
      return { mean, sigma, r, d };
    }),
  );
}

function check(
  x: Tensor,
  { runningMean, runningStd, rMax = 3, dMax = 5 }: BatchRenormLimits,
): void {
  const op = 'batchRenorm';
  floatOf(x, op, 'x');
  if (x.shape.length < 2 || x.size === 0) {
    const rule = { argument: 'x', expected: '[..., C] of two axes or more, not empty' };
    throw new ShapeError({ op, ...rule, received: formatShape(x.shape) });
  }
  const c = x.shape[x.shape.length - 1]!;
  for (const [argument, vector] of Object.entries({ runningMean, runningStd })) {
    floatOf(vector, op, argument);
    if (vector.shape.length === 1 && vector.size === c) continue;
    const expected = `[${c}] to match x ${formatShape(x.shape)}`;
    throw new ShapeError({ op, argument, expected, received: formatShape(vector.shape) });
  }
  const refuse = (argument: string, expected: string, received: number): never => {
    throw new ArgumentError({ op, argument, expected, received: String(received) });
  };
  if (!(rMax >= 1)) refuse('rMax', 'from 1 on', rMax);
  if (!(dMax >= 0)) refuse('dMax', 'from 0 on', dMax);
}
