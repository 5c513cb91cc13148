// Running statistics of batch norm when a step takes several batches: they move once a step, toward the mean of those of
// its batches.
import { BatchNorm, BatchRenorm, type Module } from '@evenkeel/layers';

type Norm = BatchNorm<number> | BatchRenorm<number>;

interface Before {
  readonly norm: Norm;
  readonly momentum: Norm['momentum'];
  readonly count: number;
}

const isNorm = (module: Module): module is Norm =>
  module instanceof BatchRenorm || (module instanceof BatchNorm && module.tracksStatistics);

/**
 * Sets the momenta of all batch-norm layers so that `batches` forward passes move their running statistics as one does.
 *
 * After i of k batches the statistics r are ((1 - m) r + m/k * sum of the batches' s) / ((1 - m) + i m/k), which the momentum
 * (m/k) / ((1 - m) + i m/k) makes of those after i - 1; after all k they are (1 - m) r + m * (mean of s).
 */
export class AccumulatedStatistics {
  readonly #before: readonly Before[];
  readonly #batches: number;

  constructor(model: Module, batches: number) {
    this.#batches = batches;
    const norms = batches === 1 ? [] : model.modules().filter(isNorm);
    this.#before = norms.map((norm) => ({
      norm,
      momentum: norm.momentum,
      count: counterOf(norm)?.value ?? 0,
    }));
  }

  /** Before the forward pass of batch `i`, from 0 on. */
  beforeBatch(i: number): void {
    for (const { norm, momentum, count } of this.#before) {
      const whole = momentum === 'cumulative' ? 1 / (count + 1) : momentum;
      const share = whole / this.#batches;
      norm.momentum = share === 0 ? 0 : share / (1 - whole + (i + 1) * share);
    }
  }

  /** After the last one, or after an error. */
  end(): void {
    for (const { norm, momentum, count } of this.#before) {
      norm.momentum = momentum;
      const counter = counterOf(norm);
      if (counter !== null && counter.value > count) counter.value = count + 1;
    }
  }
}

function counterOf(norm: Norm): { value: number } | null {
  return norm instanceof BatchNorm ? norm.numBatchesTracked : null;
}
