// One net of a race: trains by `fit`, is watched by a monitor, and keeps what the figures show.
import { loader } from '@evenkeel/data';
import type { Layer } from '@evenkeel/layers';
import {
  diagnose,
  monitor,
  type EvaluationPoint,
  type Monitor,
  type MonitorRecord,
} from '@evenkeel/monitor';
import { sgd, type Optimizer } from '@evenkeel/optim';
import { Scope } from '@evenkeel/tensor';
import { evaluate, fit, NonFiniteLossError, type StepEvent } from '@evenkeel/train';
import { hiddenUnits, type Settings } from '../settings.js';
import { cadence, lookedAt } from './cadence.js';
import { History } from './history.js';
import type { NetName } from './net-names.js';
import { buildNet, testBatches, trainingBatches, type DataPair } from './nets.js';
import type { Pacer } from './pacer.js';

/** Points of the curve of the loss. */
const capacity = 256;

/** Why a net had to stop. */
export interface Failure {
  /** The step whose loss is no number, from 1 on. */
  readonly step: number;
  /** What it is: NaN or infinite. */
  readonly value: string;
  /** What `fit` found out about it. */
  readonly detail: string;
}

export interface ContestantOptions {
  readonly name: NetName;
  readonly data: DataPair;
  readonly settings: Settings;
}

export class Contestant {
  readonly name: NetName;
  /** The loss of each step: mean over its batch, before the update. */
  readonly losses: number[] = [];
  readonly lossHistory = new History(capacity);
  /** Every test. */
  readonly tests: { readonly step: number; readonly accuracy: number }[] = [];
  failure: Failure | null = null;
  readonly #options: ContestantOptions;
  readonly #net: Layer;
  readonly #optimizer: Optimizer;
  readonly #watch: Monitor;

  constructor(options: ContestantOptions) {
    const { name, data, settings } = options;
    this.name = name;
    this.#options = options;
    this.#net = buildNet(name, data, settings);
    this.#optimizer = sgd(this.#net.parameters(), { lr: settings.lr });
    this.#watch = watchOf(this.#net, { ...options, optimizer: this.#optimizer });
    this.look(0);
  }

  /** What the monitor saw so far; the first look is that before the first step. */
  get looks(): readonly MonitorRecord[] {
    return this.#watch.history.records;
  }

  /** The tests, in bounded number as the looks. */
  get evaluations(): readonly EvaluationPoint[] {
    return this.#watch.history.evaluations;
  }

  /** What is wrong with the net, in sentences; none if all is well. */
  findings(): string[] {
    return diagnose(this.#watch.history).map(({ message }) => message);
  }

  /** Lets the monitor look between two of its times; it changes nothing in the run. */
  look(step: number): void {
    if (this.failure === null) this.#watch.beforeStep(step);
  }

  /** Trains until the signal says stop, at the pace of the pacer. */
  async run(pacer: Pacer<NetName>, signal: AbortSignal): Promise<void> {
    const { data, settings } = this.#options;
    try {
      await fit(this.#net, {
        data: trainingBatches(data, settings),
        optimizer: this.#optimizer,
        steps: Number.MAX_SAFE_INTEGER,
        signal,
        callbacks: [this.#watch],
        onEvent: async (event) => {
          if (event.kind === 'step') await this.#record(event);
          if (event.kind === 'step' || event.kind === 'start') {
            await pacer.pass(this.name, event.step);
          }
        },
      });
    } catch (error) {
      if (!(error instanceof NonFiniteLossError)) throw error;
      this.failure = failureOf(error);
      pacer.leave(this.name);
    } finally {
      this.#watch.stop();
    }
  }

  async #record({ step, loss }: StepEvent): Promise<void> {
    this.losses.push(loss);
    this.lossHistory.add(step, loss);
    if (step % cadence.test !== 0) return;
    // Tested here and not by `fit`, which tests only after the pacer has let the next step begin.
    const result = await evaluate(this.#net, testBatches(this.#options.data));
    this.tests.push({ step, accuracy: result.accuracy });
    this.#watch.onEvaluation({ step, ...result });
  }
}

/** A monitor that looks at the first training images. */
function watchOf(
  net: Layer,
  { data, settings, optimizer }: ContestantOptions & { readonly optimizer: Optimizer },
): Monitor {
  using _scope = new Scope();
  const batch = Math.min(lookedAt, data.train.count);
  const { x } = loader(data.train, { batch, shuffle: false }).next();
  const samples = batch * hiddenUnits;
  return monitor(net, { x, optimizer, every: cadence.look, samples, unit: settings.unit });
}

function failureOf({ step, message }: NonFiniteLossError): Failure {
  const value = message.includes('got NaN') ? 'NaN' : 'infinite';
  return { step, value, detail: message };
}
