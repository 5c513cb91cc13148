// The learning rate follows the evaluations.
import type { PlateauSchedule, PlateauState } from '@evenkeel/optim';
import type { Callback, CallbackState, TrainingRun } from '../fit/callback.js';
import type { EvaluationEvent } from '../fit/events.js';
import { checkMetric, valueOf, type Metric } from './metric.js';

/**
 * Reports each evaluation to a plateau schedule and sets the learning rate that it gives. What the schedule remembers is
 * part of checkpoints.
 *
 * `fit` must have no other `schedule`, which would set the rate in every step.
 *
 * @param plateau  `reduceOnPlateau({ baseLr, mode })`; mode 'min' for the loss, 'max' for the accuracy
 * @param metric  'loss' unless given
 * @returns  a callback for `fit`
 * @throws RangeError  another metric
 * @throws ArgumentError  during the run: the accuracy is NaN, as validation data without classes gives
 * @example
 * const model = sequential(flatten(), linear(784, 10));
 * const optimizer = sgd(model.parameters(), { lr: 0.1 });
 * const plateau = reduceOnPlateau({ baseLr: 0.1, patience: 1 });
 * await fit(model, {
 *   data: loader(drawDigits({ count: 60 }), { batch: 20 }),
 *   optimizer,
 *   epochs: 1,
 *   validation: loader(drawDigits({ count: 20, split: 'test' }), { batch: 20, shuffle: false }),
 *   callbacks: [plateauRate(plateau)],
 * });
 * optimizer.lr; // 0.1
 */
export function plateauRate(plateau: PlateauSchedule, metric: Metric = 'loss'): Callback {
  checkMetric('plateauRate', metric);
  const follow = (_event: unknown, { optimizer }: TrainingRun): void => {
    optimizer.lr = plateau.lr;
  };
  return {
    name: 'plateauRate',
    needsValidation: true,
    onStart: follow,
    onEvaluation(event: EvaluationEvent, run: TrainingRun) {
      plateau.report(valueOf('plateauRate', metric, event));
      follow(event, run);
    },
    state: (): CallbackState => ({ values: { ...plateau.state() } }),
    restore: ({ values }: CallbackState) =>
      plateau.restore({ ...values } as unknown as PlateauState),
  };
}
