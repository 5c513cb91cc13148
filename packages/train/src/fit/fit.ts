// The function that trains.
import { preservingMode } from '@evenkeel/layers';
import type { Model } from '../evaluate.js';
import type { EndReason, EvaluationResult } from './events.js';
import type { FitOptions } from './options.js';
import { Training } from './training.js';

/** What a run came to. */
export interface FitResult {
  /** Steps taken, those before `startStep` included. */
  readonly step: number;
  readonly reason: Exclude<EndReason, 'failed'>;
  /** What the callback that stopped the run says; null if none did. */
  readonly why: string | null;
  /** Loss of the last step; null if none was taken. */
  readonly loss: number | null;
  /** The last evaluation; null without validation data. */
  readonly evaluation: EvaluationResult | null;
  /** Steps that were replayed from a recording; see the option `record`. */
  readonly replays: number;
  /** Wall-clock time. */
  readonly seconds: number;
}

/**
 * Trains a model: for each batch the loss, its gradients, one step of the optimizer.
 *
 * Early stopping, keeping the best model and instruments are callbacks; `Callback` says in which order what happens.
 *
 * Everything made in a step is freed at its end. The model is in training mode while it runs and gets its own mode
 * back afterwards. The event loop gets its turn at least every 15 ms or every step. A run that was stopped, or killed
 * and resumed from a checkpoint, gives the same bits as one that was not.
 *
 * @param model  gives what `loss` takes for a batch x [N, H, W, C]
 * @param options  data, optimizer, and steps or epochs; loss = crossEntropy; evaluations and checkpoints once an epoch
 * @returns  steps taken, why it ended, last loss and evaluation
 * @throws NonFiniteLossError  the loss is NaN or infinite: names the step and the op that made it first
 * @throws ArgumentError  data that give no batches; what is no optimizer, or one without a parameter of the model; a loss of more than
 *   one number; no `validation` for callbacks that go by it, such as `earlyStopping`
 * @throws RangeError, TypeError  numbers of steps that make no sense, callbacks with a state but no name
 * @throws Error  of `checkpoints`, such as FileWriteError; what was saved before stands
 * @example
 * const model = sequential(flatten(), linear(784, 10));
 * const evaluated = [];
 * const result = await fit(model, {
 *   data: loader(drawDigits({ count: 120 }), { batch: 60 }),
 *   optimizer: sgd(model.parameters(), { lr: 0.1 }),
 *   epochs: 2,
 *   validation: loader(drawDigits({ count: 50, split: 'test' }), { batch: 50, shuffle: false }),
 *   onEvent: (event) => {
 *     if (event.kind === 'evaluation') evaluated.push(event.step);
 *   },
 * });
 * result.step; // 4
 * evaluated; // [2, 4]
 */
export async function fit(model: Model, options: FitOptions): Promise<FitResult> {
  const training = new Training(model, options);
  return preservingMode(model, async () => training.run());
}
