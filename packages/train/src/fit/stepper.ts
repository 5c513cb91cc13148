// One training step: batches in, moved parameters out.
import type { Batch } from '@evenkeel/data';
import { firstUnrepeatable, type Module } from '@evenkeel/layers';
import { clipGradNorm, clipGradValue } from '@evenkeel/optim';
import { debugNote, mul, Scope, type RecordedStep, type Tensor } from '@evenkeel/tensor';
import type { Loss, Model } from '../evaluate.js';
import { AccumulatedStatistics } from './accumulated-statistics.js';
import { disposeBatches, isAsync, type AsyncBatchSource } from './batch-source.js';
import { looksInto, type TrainingRun } from './callback.js';
import { explainNonFinite } from './non-finite.js';
import type { FitOptions } from './options.js';
import { recordedLoss } from './recorded-loss.js';

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
export class Stepper implements Disposable {
  readonly #site: StepSite;
  /** Null if steps are run op by op. */
  readonly #recorded: RecordedStep | null;
  /** Of models that someone listens to, or that are replaced, no pass is replayed. */
  readonly #modules: readonly Module[];

  constructor(site: StepSite) {
    this.#site = site;
    const { model, loss } = site;
    this.#modules = model.modules();
    this.#recorded = records(site) ? recordedLoss(model, loss) : null;
  }

  /** Steps that were replayed from a recording. */
  get replays(): number {
    return this.#recorded?.replays ?? 0;
  }

  /** Frees the buffers of the recording. */
  [Symbol.dispose](): void {
    this.#recorded?.[Symbol.dispose]();
  }

  /** Takes step number `step`, from 1 on. At once, unless the batches come later. */
  take(step: number): Taken | Promise<Taken> {
    const { data } = this.#site.options;
    if (isAsync(data)) return this.#takeLater(data, step);
    using _scope = new Scope();
    const batches = [data.next()];
    while (batches.length < this.#site.accumulate) batches.push(data.next());
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
    const looking =
      callbacks.length === 0 ? callbacks : callbacks.filter((each) => looksInto(each, step));
    setBatches(batches);
    try {
      for (const callback of looking) callback.onStepStart?.(run);
      const replayable = looking.length === 0 && !this.#modules.some(({ observed }) => observed);
      const taken =
        this.#recorded === null
          ? this.#gradients(batches, step)
          : this.#recordedGradients(this.#recorded, batches[0]!, { step, replayable });
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

  /** The same by a step that may be recorded or replayed. */
  #recordedGradients(
    recorded: RecordedStep,
    batch: Batch,
    { step, replayable }: { step: number; replayable: boolean },
  ): Taken {
    const { x, y } = batch;
    const loss = replayable ? recorded.forward(x, y) : recorded.forwardEagerly(x, y);
    const value = this.#checked(loss.item(), batch, step);
    this.#site.options.optimizer.zeroGrad();
    recorded.backward();
    return { loss: value, samples: x.shape[0] ?? 0 };
  }

  #lossOf(batch: Batch, step: number): { tensor: Tensor; value: number } {
    const { model, loss } = this.#site;
    const tensor = loss(model.forward(batch.x), batch.y);
    return { tensor, value: this.#checked(tensor.item(), batch, step) };
  }

  #checked(value: number, batch: Batch, step: number): number {
    if (Number.isFinite(value)) return value;
    const { model, loss } = this.#site;
    throw explainNonFinite({ model, loss, batch, step, value });
  }

  #clip(): void {
    const { clipNorm, clipValue, optimizer } = this.#site.options;
    if (clipValue !== undefined) clipGradValue(optimizer.parameters, clipValue);
    if (clipNorm !== undefined) clipGradNorm(optimizer.parameters, clipNorm);
  }
}

/** Whether steps of a run may be recorded; if not, a line says why at debug level 1. */
function records({ model, options, accumulate }: StepSite): boolean {
  const { record = 'auto', loss } = options;
  const unknown = firstUnrepeatable(model);
  let reason: string | null = null;
  if (record === false) reason = 'record is false';
  else if (accumulate > 1) reason = 'they take several batches';
  else if (record === 'auto' && loss !== undefined) reason = 'the loss is your own';
  else if (record === 'auto' && unknown !== null)
    reason = `${unknown.kind} is a module of your own`;
  if (reason === null) return true;
  const hint = record === 'auto' && accumulate === 1 ? '; record: true says that it repeats' : '';
  debugNote(() => `steps are run op by op, not recorded: ${reason}${hint}`);
  return false;
}
