// One training step: batches in, moved parameters out.
import type { Batch } from '@evenkeel/data';
import { clipGradNorm, clipGradValue } from '@evenkeel/optim';
import { mul, Scope, type Tensor } from '@evenkeel/tensor';
import type { Loss, Model } from '../evaluate.js';
import { AccumulatedStatistics } from './accumulated-statistics.js';
import { disposeBatches, isAsync, type AsyncBatchSource } from './batch-source.js';
import { looksInto, type TrainingRun } from './callback.js';
import { explainNonFinite } from './non-finite.js';
import type { FitOptions } from './options.js';

/** What came of a step. */
export interface Taken {
  /** Mean over the examples of the step, before the update. */
  readonly loss: number;
  /** Examples. */
  readonly samples: number;
}

/** What the stepper needs of the run around it. */
export interface StepSite {
  readonly model: Model;
  readonly loss: Loss;
  readonly options: FitOptions;
  readonly run: TrainingRun;
  /** Batches a step. */
  readonly accumulate: number;
  /** Called as soon as the batches of a step are there, and with none at its end. */
  readonly setBatches: (batches: readonly Batch[]) => void;
}

/** Takes steps. Nothing but parameters and states outlives one. */
export class Stepper {
  readonly #site: StepSite;

  constructor(site: StepSite) {
    this.#site = site;
  }

  /** Takes step number `step`, from 1 on. At once, unless the batches come later. */
  take(step: number): Taken | Promise<Taken> {
    const { data } = this.#site.options;
    if (isAsync(data)) return this.#takeLater(data, step);
    using _scope = new Scope();
    const batches = Array.from({ length: this.#site.accumulate }, () => data.next());
    return this.#takeWith(batches, step);
  }

  /** No scope is open while batches are waited for: other runs may open theirs. */
  async #takeLater(data: AsyncBatchSource, step: number): Promise<Taken> {
    const batches: Batch[] = [];
    try {
      while (batches.length < this.#site.accumulate) batches.push(await data.next());
      using _scope = new Scope();
      return this.#takeWith(batches, step);
    } finally {
      disposeBatches(batches);
    }
  }

  #takeWith(batches: readonly Batch[], step: number): Taken {
    const { options, run, setBatches } = this.#site;
    const { optimizer, schedule, callbacks = [] } = options;
    const looking = callbacks.filter((callback) => looksInto(callback, step));
    setBatches(batches);
    try {
      for (const callback of looking) callback.onStepStart?.(run);
      const taken = this.#gradients(batches, step);
      for (const callback of looking) callback.onGradients?.(run);
      this.#clip();
      if (schedule !== undefined) optimizer.lr = schedule(step - 1);
      optimizer.step(taken.loss);
      for (const callback of looking) callback.onUpdate?.(run);
      return taken;
    } finally {
      setBatches([]);
    }
  }

  /** Leaves the gradient of the mean loss over all examples in the parameters. */
  #gradients(batches: readonly Batch[], step: number): Taken {
    const { model, options } = this.#site;
    const samples = batches.reduce((sum, { x }) => sum + (x.shape[0] ?? 0), 0);
    const statistics = new AccumulatedStatistics(model, batches.length);
    let mean = 0;
    try {
      batches.forEach((batch, i) => {
        statistics.beforeBatch(i);
        const loss = this.#lossOf(batch, step);
        const share = batches.length === 1 ? 1 : (batch.x.shape[0] ?? 0) / samples;
        mean += share * loss.value;
        // Only now: until here the gradients of the step before can tell what went wrong.
        if (i === 0) options.optimizer.zeroGrad();
        (share === 1 ? loss.tensor : mul(loss.tensor, share)).backward();
      });
    } finally {
      statistics.end();
    }
    return { loss: mean, samples };
  }

  #lossOf(batch: Batch, step: number): { tensor: Tensor; value: number } {
    const { model, loss } = this.#site;
    const tensor = loss(model.forward(batch.x), batch.y);
    const value = tensor.item();
    if (!Number.isFinite(value)) throw explainNonFinite({ model, loss, batch, step, value });
    return { tensor, value };
  }

  #clip(): void {
    const { clipNorm, clipValue, optimizer } = this.#site.options;
    if (clipValue !== undefined) clipGradValue(optimizer.parameters, clipValue);
    if (clipNorm !== undefined) clipGradNorm(optimizer.parameters, clipNorm);
  }
}
