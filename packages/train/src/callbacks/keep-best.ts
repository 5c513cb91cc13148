// Keeps the weights of the best evaluation.
import type { StateDict } from '@evenkeel/layers';
import type { Callback, CallbackState, TrainingRun } from '../fit/callback.js';
import type { EndEvent, EvaluationEvent } from '../fit/events.js';
import { checkMetric, gainOf, valueOf, type Metric } from './metric.js';

export interface KeepBestOptions {
  /** Default 'accuracy'. */
  readonly metric?: Metric;
  /** Whether the model has the best weights at the end of the run, unless it was aborted or failed; default true. */
  readonly restore?: boolean;
}

/** The best evaluation of a run. */
export interface BestModel {
  readonly step: number;
  readonly accuracy: number;
  readonly loss: number;
  /** Parameters, running statistics and all else that `Module.stateDict` gives. */
  readonly weights: StateDict;
}

/** Made by `keepBest`. */
export interface KeepBest extends Callback {
  /** Null before the first evaluation. */
  readonly best: BestModel | null;
}

/**
 * Keeps a copy of the weights of the best evaluation, of equal ones the first, and puts it into the model at the end.
 *
 * A run that was aborted keeps its last weights, so that it can go on; the best ones are part of its checkpoints.
 *
 * @param options  metric = 'accuracy'; restore = true
 * @returns  a callback for `fit`, with what it keeps in `best`
 * @throws RangeError  another metric
 * @throws ArgumentError  during the run: the accuracy is NaN, as validation data without classes gives
 * @example
 * const model = sequential(flatten(), linear(784, 10));
 * const keeper = keepBest();
 * await fit(model, {
 *   data: loader(drawDigits({ count: 60 }), { batch: 20 }),
 *   optimizer: sgd(model.parameters(), { lr: 0 }),
 *   epochs: 3,
 *   validation: loader(drawDigits({ count: 20, split: 'test' }), { batch: 20, shuffle: false }),
 *   callbacks: [keeper],
 * });
 * keeper.best.step; // 3
 */
export function keepBest(options: KeepBestOptions = {}): KeepBest {
  const { metric = 'accuracy', restore = true } = options;
  checkMetric('keepBest', metric);
  return new Keeper(metric, restore);
}

class Keeper implements KeepBest {
  readonly name = 'keepBest';
  readonly needsValidation = true;
  readonly #metric: Metric;
  readonly #restore: boolean;
  best: BestModel | null = null;

  constructor(metric: Metric, restore: boolean) {
    this.#metric = metric;
    this.#restore = restore;
  }

  onEvaluation(event: EvaluationEvent, { model }: TrainingRun): void {
    const value = valueOf(this.name, this.#metric, event);
    if (gainOf(value, this.#metric, this.best?.[this.#metric] ?? null) <= 0) return;
    const { step, accuracy, loss } = event;
    this.best = { step, accuracy, loss, weights: model.stateDict() };
  }

  onEnd({ reason }: EndEvent, { model }: TrainingRun): void {
    const over = reason === 'finished' || reason === 'stopped';
    if (over && this.#restore && this.best !== null) model.loadStateDict(this.best.weights);
  }

  state(): CallbackState {
    if (this.best === null) return { values: { step: null } };
    const { step, accuracy, loss, weights } = this.best;
    return { values: { step, accuracy, loss }, tensors: weights };
  }

  restore({ values, tensors = {} }: CallbackState): void {
    const { step, accuracy, loss } = values;
    if (step === null) this.best = null;
    else {
      const numbers = { step, accuracy, loss } as { step: number; accuracy: number; loss: number };
      this.best = { ...numbers, weights: tensors };
    }
  }
}
