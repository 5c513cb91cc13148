// Stops a run that gets no better.
import type { Callback, CallbackState, TrainingRun } from '../fit/callback.js';
import type { EvaluationEvent } from '../fit/events.js';
import { checkMetric, gainOf, valueOf, type Metric } from './metric.js';

export interface EarlyStoppingOptions {
  /** Default 'loss'. */
  readonly metric?: Metric;
  /** Evaluations without progress that are tolerated; default 5. */
  readonly patience?: number;
  /** Progress smaller than this does not count; default 0: any does. */
  readonly minDelta?: number;
}

/**
 * Stops the run after more than `patience` evaluations in a row without progress.
 *
 * Its counter is part of checkpoints. What the best evaluation was is what `keepBest` keeps.
 *
 * @param options  metric = 'loss'; patience = 5; minDelta = 0
 * @returns  a callback for `fit`
 * @throws RangeError  a patience that is no whole number from 0 on, a negative minDelta
 * @throws ArgumentError  during the run: the accuracy is NaN, as validation data without classes gives
 * @see Prechelt 1998, "Early stopping - but when?"
 * @example
 * const model = sequential(flatten(), linear(784, 10));
 * const result = await fit(model, {
 *   data: loader(drawDigits({ count: 60 }), { batch: 20 }),
 *   optimizer: sgd(model.parameters(), { lr: 0 }),
 *   epochs: 100,
 *   validation: loader(drawDigits({ count: 20, split: 'test' }), { batch: 20, shuffle: false }),
 *   callbacks: [earlyStopping({ patience: 2 })],
 * });
 * result.step; // 12
 * result.reason; // 'stopped'
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  return new EarlyStopping(options);
}

class EarlyStopping implements Callback {
  readonly name = 'earlyStopping';
  readonly needsValidation = true;
  readonly #metric: Metric;
  readonly #patience: number;
  readonly #minDelta: number;
  #best: number | null = null;
  #bad = 0;

  constructor({ metric = 'loss', patience = 5, minDelta = 0 }: EarlyStoppingOptions) {
    checkMetric('earlyStopping', metric);
    if (!Number.isSafeInteger(patience) || patience < 0) {
      throw new RangeError(
        `earlyStopping: patience must be a whole number from 0 on, got ${patience}.`,
      );
    }
    if (!(minDelta >= 0)) {
      throw new RangeError(`earlyStopping: minDelta must be a number from 0 on, got ${minDelta}.`);
    }
    this.#metric = metric;
    this.#patience = patience;
    this.#minDelta = minDelta;
  }

  /** A run that goes on from where it was stopped stops again. */
  onStart(_event: unknown, run: TrainingRun): void {
    this.#stopIfDue(run);
  }

  onEvaluation(event: EvaluationEvent, run: TrainingRun): void {
    const value = valueOf(this.name, this.#metric, event);
    if (gainOf(value, this.#metric, this.#best) > this.#minDelta) {
      this.#best = value;
      this.#bad = 0;
    } else this.#bad += 1;
    this.#stopIfDue(run);
  }

  state(): CallbackState {
    return { values: { best: this.#best, bad: this.#bad } };
  }

  restore({ values }: CallbackState): void {
    this.#best = values['best'] as number | null;
    this.#bad = values['bad'] as number;
  }

  #stopIfDue(run: TrainingRun): void {
    if (this.#bad <= this.#patience) return;
    const best = this.#best?.toPrecision(4) ?? 'none';
    run.stop(`no progress in ${this.#bad} evaluations: best ${this.#metric} ${best}`);
  }
}
