// The monitor: looks at a net every so many steps of its training, and otherwise stays out of its way.
import type { Optimizer } from '@evenkeel/optim';
import { ArgumentError, assign, keep, zeros, type Tensor } from '@evenkeel/tensor';
import { Thinned, type EvaluationPoint, type RunHistory } from './history.js';
import { look } from './probe/look.js';
import { ParameterWatch } from './probe/parameter-records.js';
import type { Model } from './probe/undisturbed.js';
import type { MonitorRecord } from './records.js';
import { Sampler } from './statistics/sample-rows.js';

export interface MonitorOptions {
  /** Examples to look at, [N, ...] as the model takes them: the same each time, so that what moves is the net. */
  readonly x: Tensor;
  /** For learning rates. */
  readonly optimizer: Optimizer;
  /** Steps between two looks; default 200. */
  readonly every?: number;
  /** Most numbers of a layer that enter histogram, percentiles and saturation; default 2048. */
  readonly samples?: number;
  /** The unit of each layer that is followed by itself; default 0. A layer that has fewer gives its last. */
  readonly unit?: number;
  /** Told of each look. */
  readonly onRecord?: (record: MonitorRecord) => void;
}

/** A step that was taken, from 1 on, and the loss of its batch. */
export interface StepTaken {
  readonly step: number;
  readonly loss: number;
}

/** What the end of a run says, as `fit` does. */
export interface RunEnd {
  readonly step: number;
  /** 'failed' if an error ended it. */
  readonly reason: string;
  /** What the error said. */
  readonly why: string | null;
}

/** Looks and evaluations that are kept. */
const most = 512;

/** Watches one training run, as a callback of `fit` or by hand; made by `monitor`. */
export class Monitor {
  readonly #model: Model;
  readonly #x: Tensor;
  readonly #options: MonitorOptions;
  readonly #every: number;
  readonly #sampler: Sampler;
  readonly #parameters: ParameterWatch;
  readonly #records = new Thinned<MonitorRecord>(most);
  readonly #evaluations = new Thinned<EvaluationPoint>(most);
  #failure: RunHistory['failure'] = null;
  #losses = { sum: 0, count: 0, largest: -Infinity };
  #lastLook = -1;
  #stopped = false;

  /** @internal */
  constructor(model: Model, options: MonitorOptions) {
    const { x, optimizer, every = 200, samples = 2048, unit = 0 } = options;
    checkWhole('every', every, 1);
    checkWhole('samples', samples, 1);
    checkWhole('unit', unit, 0);
    this.#model = model;
    this.#options = options;
    this.#every = every;
    this.#x = keep(zeros(x.shape));
    assign(this.#x, x);
    this.#sampler = new Sampler(samples);
    this.#parameters = new ParameterWatch(model.namedParameters(), optimizer);
  }

  /** What was seen so far: at most 512 looks, of a long run every second, fourth, ... */
  get history(): RunHistory {
    return {
      records: this.#records.entries,
      evaluations: this.#evaluations.entries,
      failure: this.#failure,
    };
  }

  /** For `fit`: the start of a run. */
  onStart({ step }: { readonly step: number }): void {
    this.#lookOnce(step);
  }

  /** For `fit`: whether step `step`, from 1 on, is looked at. */
  observes(step: number): boolean {
    return !this.#stopped && this.#isDue(step);
  }

  /** For `fit`: before the forward pass of a step that is looked at. */
  onStepStart({ step }: { readonly step: number }): void {
    this.#parameters.copyBefore(step + 1);
  }

  /** For `fit`: a step was taken. */
  onStep({ step, loss }: StepTaken): void {
    if (this.#stopped) return;
    const losses = this.#losses;
    losses.sum += loss;
    losses.count += 1;
    if (loss > losses.largest || Number.isNaN(loss)) losses.largest = loss;
    if (this.#isDue(step)) this.#lookOnce(step);
  }

  /** For `fit`: the model was tried on other data. */
  onEvaluation({ step, accuracy, loss }: EvaluationPoint): void {
    this.#evaluations.add({ step, accuracy, loss });
  }

  /** For `fit`: the end of a run. A failed one is not looked at. */
  onEnd({ step, reason, why }: RunEnd): void {
    if (reason === 'failed') this.fail(step, why ?? 'The run failed.');
    else this.#lookOnce(step);
  }

  /** For a loop of your own: before the first step, after which `step` steps are done. */
  beforeStep(step = 0): void {
    this.#lookOnce(step);
    this.#prepare(step + 1);
  }

  /** For a loop of your own: after each step of the optimizer, with the gradients still there. */
  afterStep(taken: StepTaken): void {
    this.onStep(taken);
    this.#prepare(taken.step + 1);
  }

  /** Notes that the run failed, for `diagnose`. */
  fail(step: number, message: string): void {
    this.#failure = { step, message };
  }

  /** Ends the watch and frees what it holds with the back end; the history stays. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#x.dispose();
    this.#sampler.dispose();
    this.#parameters.dispose();
  }

  /** At multiples of `every`, and early on at powers of two: what goes wrong often does so in the first steps. */
  #isDue(step: number): boolean {
    return step % this.#every === 0 || (step < this.#every && (step & (step - 1)) === 0);
  }

  #prepare(step: number): void {
    if (this.observes(step)) this.#parameters.copyBefore(step);
  }

  #lookOnce(step: number): void {
    if (this.#stopped || step === this.#lastLook) return;
    this.#lastLook = step;
    const { optimizer, unit = 0, onRecord } = this.#options;
    const view = look(this.#model, this.#x, { sampler: this.#sampler, unit });
    const { sum, count, largest } = this.#losses;
    this.#losses = { sum: 0, count: 0, largest: -Infinity };
    const record: MonitorRecord = {
      kind: 'monitor',
      step,
      loss: count === 0 ? null : sum / count,
      largestLoss: count === 0 ? null : largest,
      lr: optimizer.lr,
      activations: view.activations,
      parameters: this.#parameters.records(step, view.normalized),
      norms: view.norms,
    };
    this.#records.add(record);
    onRecord?.(record);
  }
}

/**
 * Watches what layers and weights do while a net learns.
 *
 * A look is one forward pass of `x` in training mode, without gradients, and then the norms of parameters, gradients and
 * the last step. For that time alone the model has listeners. Running statistics, counters and generators are put back:
 * the run gives the same bits as one that nobody watches, and between looks it runs the same kernels. Looks are taken at
 * the start, after 1, 2, 4, 8, ... steps up to `every`, at its multiples and at the end. It is a callback:
 * `fit(model, { ..., callbacks: [watch] })`.
 *
 * Percentiles, histograms and saturation come from at most `samples` numbers of each layer: whole rows (examples and places),
 * one from each of as many equal stretches, the same at every look. Dead units, norms and the statistics of batch norm come
 * from all numbers. The step that a look sees needs a copy of the parameters from before it.
 *
 * @param model  anything that takes one tensor
 * @param options  x, optimizer; every = 200 steps; samples = 2048; unit = 0; onRecord
 * @returns  the monitor, to be told of each step; what it saw is its `history`
 * @throws ArgumentError  numbers that are no whole numbers, or too small
 * @see Ioffe & Szegedy 2015, "Batch normalization", figure 1 (b, c): percentiles of the input to a sigmoid
 * @example
 * const model = sequential(linear(3, 4), relu(), linear(4, 2));
 * const optimizer = sgd(model.parameters(), { lr: 0.1 });
 * const watch = monitor(model, { x: ones([8, 3]), optimizer, every: 10 });
 * watch.beforeStep();
 * for (let step = 1; step <= 20; step++) {
 *   const loss = mean(square(model.forward(ones([8, 3]))));
 *   optimizer.zeroGrad();
 *   loss.backward();
 *   optimizer.step();
 *   watch.afterStep({ step, loss: loss.item() });
 * }
 * watch.stop();
 * watch.history.records.map(({ step }) => step); // [0, 1, 2, 4, 8, 10, 20]
 */
export function monitor(model: Model, options: MonitorOptions): Monitor {
  return new Monitor(model, options);
}

function checkWhole(argument: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const expected = `a whole number from ${least} on`;
  throw new ArgumentError({ op: 'monitor', argument, expected, received: String(value) });
}
