import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { div } from '../binary/div.js';
import { equal } from '../binary/equal.js';
import { mul } from '../binary/mul.js';
import { sub } from '../binary/sub.js';
import { sum } from '../reduce/sum.js';
import { exp } from '../unary/exp.js';
import { log } from '../unary/log.js';
import { checkPair, reduced, type Reduction } from './reduction.js';

export interface KlDivOptions {
  /** `mean` divides by the number of elements, `batchMean` by the length of the first axis. Default `mean`. */
  readonly reduction?: Reduction | 'batchMean';
  /** Whether the target holds logarithms. Default false. */
  readonly logTarget?: boolean;
}

/**
 * Kullback-Leibler divergence of a model's distribution from the target.
 *
 * element = target * (log target - logProbs), 0 where target is 0; with `logTarget`
 * element = e^target * (target - logProbs)
 *
 * @param logProbs  float tensor, logarithms of probabilities
 * @param target    float tensor of the same shape, probabilities; it takes a gradient too
 * @param options   reduction = 'mean' (the divergence proper is `batchMean`); logTarget = false
 * @returns  a scalar, or a tensor of the same shape for `none`
 * @throws ShapeError  if the shapes differ
 * @example
 * klDiv(log(tensor([[0.5, 0.5]])), tensor([[1, 0]]), { reduction: 'batchMean' }).item(); // 0.6931
 */
export function klDiv(logProbs: Tensor, target: Tensor, options: KlDivOptions = {}): Tensor {
  const { reduction = 'mean', logTarget = false } = options;
  checkPair('klDiv', { logProbs, target });
  return tidy(() => {
    const losses = logTarget
      ? mul(exp(target), sub(target, logProbs))
      : mul(target, sub(logOrZero(target), logProbs));
    if (reduction !== 'batchMean') return reduced(losses, reduction);
    return div(sum(losses), target.shape[0] ?? 1);
  });
}

/** log x, and 0 at 0, where it is multiplied by 0. */
function logOrZero(x: Tensor): Tensor {
  return log(add(x, equal(x, 0)));
}
