// The training loop itself: steps, and what is due between them.
import type { Batch } from '@evenkeel/data';
import { crossEntropy } from '@evenkeel/tensor';
import { captureRun } from '../checkpoint/run-state.js';
import { evaluate, type Loss, type Model } from '../evaluate.js';
import { Breather } from './breathe.js';
import { checkRun, scalarLoss } from './check-run.js';
import { statefulCallbacks, type Callback, type TrainingRun } from './callback.js';
import type { EndReason, EvaluationResult, StepEvent, TrainEvent } from './events.js';
import type { FitResult } from './fit.js';
import { planOf, type FitOptions, type Plan } from './options.js';
import { Pace } from './pace.js';
import { Stepper, type Taken } from './stepper.js';

/** A run of `fit`. */
export class Training implements TrainingRun {
  readonly model: Model;
  readonly optimizer: FitOptions['optimizer'];
  readonly data: FitOptions['data'];
  readonly #options: FitOptions;
  readonly #loss: Loss;
  readonly #plan: Plan;
  readonly #stepper: Stepper;
  readonly #breather = new Breather();
  readonly #started = clock();
  readonly #pace = new Pace(this.#started);
  /** Whether anybody is told of steps. */
  readonly #heard: boolean;
  step: number;
  loss: number | null = null;
  batches: readonly Batch[] = [];
  #evaluation: EvaluationResult | null = null;
  /** Step of the last checkpoint. */
  #saved = -1;
  #why: string | null = null;

  constructor(model: Model, options: FitOptions) {
    checkRun(model, options);
    this.model = model;
    this.optimizer = options.optimizer;
    this.data = options.data;
    this.#options = options;
    const callbacks = options.callbacks ?? [];
    statefulCallbacks(callbacks);
    this.#heard =
      options.onEvent !== undefined || callbacks.some((callback) => callback.onStep !== undefined);
    this.#loss =
      options.loss === undefined
        ? (output, y) => crossEntropy(output, y)
        : scalarLoss(options.loss);
    this.#plan = planOf(options);
    this.step = this.#plan.start;
    const { accumulate } = this.#plan;
    const setBatches = (batches: readonly Batch[]): void => void (this.batches = batches);
    const site = { model, options, run: this, accumulate, setBatches };
    this.#stepper = new Stepper({ ...site, loss: this.#loss });
  }

  get steps(): number {
    return this.#plan.steps;
  }

  /** A property, so that callbacks may take it out of the object. */
  readonly stop = (why: string): void => {
    this.#why ??= why;
  };

  async run(): Promise<FitResult> {
    this.model.train();
    let reason: EndReason;
    try {
      await this.#tell({ kind: 'start', step: this.step, steps: this.steps });
      reason = await this.#takeSteps();
      if (reason !== 'finished' && this.#saved !== this.step) await this.#saveCheckpoint();
    } catch (error) {
      await this.#tellFailure(error);
      throw error;
    } finally {
      this.#stepper[Symbol.dispose]();
    }
    await this.#tell({ kind: 'end', step: this.step, reason, why: this.#why });
    return {
      step: this.step,
      reason,
      why: this.#why,
      replays: this.#stepper.replays,
      loss: this.loss,
      evaluation: this.#evaluation,
      seconds: clock() - this.#started,
    };
  }

  async #takeSteps(): Promise<Exclude<EndReason, 'failed'>> {
    const { signal, onEvent } = this.#options;
    while (this.step < this.steps) {
      if (this.#why !== null) return 'stopped';
      if (signal?.aborted === true) return 'aborted';
      const taken = this.#stepper.take(this.step + 1);
      this.#count(taken instanceof Promise ? await taken : taken);
      if (this.#heard) {
        const event = this.#stepEvent();
        for (const callback of this.#options.callbacks ?? []) {
          const told = callback.onStep?.(event, this);
          if (told !== undefined) await told;
        }
        const told = onEvent?.(event);
        if (told !== undefined) await told;
      }
      // A step of a small net takes some tens of microseconds: waiting for nothing would be felt.
      if (this.#isDue(this.#plan.evaluateEvery) || this.#isDue(this.#plan.checkpointEvery)) {
        await this.#whatIsDue();
      }
      if (this.#breather.due) await this.#breather.breathe();
    }
    return 'finished';
  }

  #count({ loss, samples }: Taken): void {
    this.step += 1;
    this.loss = loss;
    this.#pace.add(samples, clock());
  }

  /** Evaluation and checkpoint; the time they take does not count as training. */
  async #whatIsDue(): Promise<void> {
    const evaluating = this.#isDue(this.#plan.evaluateEvery);
    const saving = this.#isDue(this.#plan.checkpointEvery);
    const before = clock();
    if (evaluating) await this.#evaluate();
    if (saving) await this.#saveCheckpoint();
    this.#pace.skip(clock() - before);
  }

  #isDue(every: number): boolean {
    return this.step % every === 0 || this.step === this.steps;
  }

  async #evaluate(): Promise<void> {
    const { validation, loss } = this.#options;
    if (validation === undefined) return;
    this.#evaluation = await evaluate(this.model, validation, loss === undefined ? {} : { loss });
    await this.#tell({ kind: 'evaluation', step: this.step, ...this.#evaluation });
  }

  async #saveCheckpoint(): Promise<void> {
    const { checkpoints, metadata, signal: _signal, ...rest } = this.#options;
    if (checkpoints === undefined) return;
    const content = captureRun({ ...rest, model: this.model }, this.step, metadata);
    const path = await checkpoints.save(content);
    this.#saved = this.step;
    await this.#tell({ kind: 'checkpoint', step: this.step, path });
  }

  #stepEvent(): StepEvent {
    return {
      kind: 'step',
      step: this.step,
      steps: this.steps,
      epoch: this.data.epoch,
      loss: this.loss ?? Number.NaN,
      lr: this.optimizer.lr,
      ...this.#pace.measure(clock(), this.steps - this.step),
    };
  }

  /** Callbacks in their order, then the listener. */
  async #tell(event: Exclude<TrainEvent, StepEvent>): Promise<void> {
    for (const callback of this.#options.callbacks ?? []) await callOf(callback, event, this);
    await this.#options.onEvent?.(event);
  }

  /** Lets everyone close what is open. The error of the run is the one that is thrown, not what goes wrong then. */
  async #tellFailure(error: unknown): Promise<void> {
    const why = error instanceof Error ? error.message : String(error);
    const event = { kind: 'end', step: this.step, reason: 'failed', why } as const;
    for (const callback of this.#options.callbacks ?? []) {
      await Promise.resolve(callOf(callback, event, this)).catch(() => undefined);
    }
    await Promise.resolve(this.#options.onEvent?.(event)).catch(() => undefined);
  }
}

async function callOf(
  callback: Callback,
  event: Exclude<TrainEvent, StepEvent>,
  run: TrainingRun,
): Promise<void> {
  switch (event.kind) {
    case 'start':
      return callback.onStart?.(event, run);
    case 'evaluation':
      return callback.onEvaluation?.(event, run);
    case 'checkpoint':
      return callback.onCheckpoint?.(event, run);
    case 'end':
      return callback.onEnd?.(event, run);
  }
}

/** Seconds on a clock that never goes back. */
function clock(): number {
  return performance.now() / 1000;
}
