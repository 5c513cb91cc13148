// The training loop.
import { crossEntropy, Scope } from '@evenkeel/tensor';
import { captureRun } from '../checkpoint/run-state.js';
import { evaluate, type Loss, type Model } from '../evaluate.js';
import { preservingMode } from '../mode.js';
import { Breather } from './breathe.js';
import type { EvaluationResult, TrainEvent } from './events.js';
import { explainNonFinite } from './non-finite.js';
import { planOf, type FitOptions, type Plan } from './options.js';
import { Pace } from './pace.js';

/** What a run came to. */
export interface FitResult {
  /** Steps taken, those before `startStep` included. */
  readonly step: number;
  readonly reason: 'finished' | 'aborted';
  /** Loss of the last step; null if none was taken. */
  readonly loss: number | null;
  /** The last evaluation; null without validation data. */
  readonly evaluation: EvaluationResult | null;
  /** Wall-clock time. */
  readonly seconds: number;
}

/**
 * Trains a model: for each batch the loss, its gradients, one step of the optimizer.
 *
 * Everything made in a step is freed at its end. The model is in training mode while it runs and gets its own mode
 * back afterwards. The event loop gets its turn at least every 15 ms or every step. A run that was stopped, or killed
 * and resumed from a checkpoint, gives the same bits as one that was not.
 *
 * @param model  gives what `loss` takes for a batch x [N, H, W, C]
 * @param options  data, optimizer, and steps or epochs; loss = crossEntropy; evaluations and checkpoints once an epoch
 * @returns  steps taken, why it ended, last loss and evaluation
 * @throws NonFiniteLossError  the loss is NaN or infinite: names the step and the op that made it first
 * @throws RangeError, TypeError  numbers of steps that make no sense
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

class Training {
  readonly #model: Model;
  readonly #options: FitOptions;
  readonly #loss: Loss;
  readonly #plan: Plan;
  readonly #breather = new Breather();
  readonly #started = clock();
  readonly #pace = new Pace(this.#started);
  #step: number;
  #lastLoss: number | null = null;
  #evaluation: EvaluationResult | null = null;

  constructor(model: Model, options: FitOptions) {
    this.#model = model;
    this.#options = options;
    this.#loss = options.loss ?? ((output, y) => crossEntropy(output, y));
    this.#plan = planOf(options);
    this.#step = this.#plan.start;
  }

  async run(): Promise<FitResult> {
    const { signal } = this.#options;
    const { steps, start } = this.#plan;
    this.#model.train();
    await this.#tell({ kind: 'start', step: start, steps });
    let aborted = false;
    while (this.#step < steps) {
      if (signal?.aborted === true) {
        aborted = true;
        break;
      }
      this.#takeStep();
      const told = this.#options.onEvent?.(this.#stepEvent());
      if (told !== undefined) await told;
      await this.#whatIsDue();
      if (this.#breather.due) await this.#breather.breathe();
    }
    if (aborted && !this.#isDue(this.#plan.checkpointEvery)) await this.#saveCheckpoint();
    const reason = aborted ? 'aborted' : 'finished';
    await this.#tell({ kind: 'end', step: this.#step, reason });
    return {
      step: this.#step,
      reason,
      loss: this.#lastLoss,
      evaluation: this.#evaluation,
      seconds: clock() - this.#started,
    };
  }

  /** One batch: forward, backward, update. Nothing but parameters and states outlives it. */
  #takeStep(): void {
    const { data, optimizer, schedule } = this.#options;
    using _scope = new Scope();
    const batch = data.next();
    const loss = this.#loss(this.#model.forward(batch.x), batch.y);
    const value = loss.item();
    if (!Number.isFinite(value)) {
      const step = this.#step + 1;
      throw explainNonFinite({ model: this.#model, loss: this.#loss, batch, step, value });
    }
    // Only now: until here the gradients of the step before can tell what went wrong.
    optimizer.zeroGrad();
    loss.backward();
    if (schedule !== undefined) optimizer.lr = schedule(this.#step);
    optimizer.step(value);
    this.#step += 1;
    this.#lastLoss = value;
    this.#pace.add(batch.x.shape[0] ?? 0, clock());
  }

  /** Evaluation and checkpoint; the time they take does not count as training. */
  async #whatIsDue(): Promise<void> {
    const evaluating = this.#isDue(this.#plan.evaluateEvery);
    const saving = this.#isDue(this.#plan.checkpointEvery);
    if (!evaluating && !saving) return;
    const before = clock();
    if (evaluating) await this.#evaluate();
    if (saving) await this.#saveCheckpoint();
    this.#pace.skip(clock() - before);
  }

  #isDue(every: number): boolean {
    return this.#step % every === 0 || this.#step === this.#plan.steps;
  }

  async #evaluate(): Promise<void> {
    const { validation } = this.#options;
    if (validation === undefined) return;
    this.#evaluation = await evaluate(this.#model, validation, { loss: this.#loss });
    await this.#tell({ kind: 'evaluation', step: this.#step, ...this.#evaluation });
  }

  async #saveCheckpoint(): Promise<void> {
    const { checkpoints, metadata, signal: _signal, ...rest } = this.#options;
    if (checkpoints === undefined) return;
    const content = captureRun({ ...rest, model: this.#model }, this.#step, metadata);
    const path = await checkpoints.save(content);
    await this.#tell({ kind: 'checkpoint', step: this.#step, path });
  }

  #stepEvent(): TrainEvent {
    const { data, optimizer } = this.#options;
    const { steps } = this.#plan;
    return {
      kind: 'step',
      step: this.#step,
      steps,
      epoch: data.epoch,
      loss: this.#lastLoss ?? Number.NaN,
      lr: optimizer.lr,
      ...this.#pace.measure(clock(), steps - this.#step),
    };
  }

  async #tell(event: TrainEvent): Promise<void> {
    await this.#options.onEvent?.(event);
  }
}

/** Seconds on a clock that never goes back. */
function clock(): number {
  return performance.now() / 1000;
}
