// The log of a run as a callback: events of `fit` become entries.
import type { EvaluationPoint } from '../history.js';
import type { RunEnd, StepTaken } from '../monitor.js';
import type { MonitorRecord } from '../records.js';
import type { LogSink } from './entries.js';

export interface RunLogOptions {
  /** Where entries go. */
  readonly sinks: readonly LogSink[];
  /** Names and values for people: configuration, seed, versions. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Steps that one entry sums up; default 10. */
  readonly every?: number;
}

interface LoggedStep extends StepTaken {
  readonly lr: number;
  readonly samplesPerSecond: number;
}

/** Writes the log of one run; made by `runLog`. */
export class RunLog {
  readonly #sinks: readonly LogSink[];
  readonly #settings: Readonly<Record<string, string>>;
  readonly #every: number;
  #sum = 0;
  #count = 0;
  #last: LoggedStep | null = null;
  #begun = false;

  /** @internal */
  constructor({ sinks, settings = {}, every = 10 }: RunLogOptions) {
    this.#sinks = sinks;
    this.#settings = settings;
    this.#every = every;
  }

  onStart({ step }: { readonly step: number }): void {
    this.#begin(step);
  }

  /** A monitor that stands before the log in the list of callbacks looks first. */
  #begin(step: number): void {
    if (this.#begun) return;
    this.#begun = true;
    const date = new Date().toISOString();
    this.#write({ kind: 'run', schema: 1, date, settings: this.#settings });
    this.#write({ kind: 'start', step });
  }

  onStep(event: LoggedStep): void {
    this.#sum += event.loss;
    this.#count += 1;
    this.#last = event;
    if (event.step % this.#every === 0) this.#writeSteps();
  }

  onEvaluation({ step, accuracy, loss }: EvaluationPoint): void {
    this.#writeSteps();
    this.#write({ kind: 'evaluation', step, accuracy, loss });
  }

  onEnd({ step, reason, why }: RunEnd): void {
    this.#writeSteps();
    this.#write({ kind: 'end', step, reason, why });
  }

  /** A look: for `monitor(model, { ..., onRecord: log.onRecord })`. */
  readonly onRecord = (record: MonitorRecord): void => {
    this.#begin(record.step);
    this.#write(record);
  };

  #writeSteps(): void {
    const last = this.#last;
    if (last === null) return;
    const { step, lr, samplesPerSecond } = last;
    const loss = this.#sum / this.#count;
    this.#sum = 0;
    this.#count = 0;
    this.#last = null;
    this.#write({ kind: 'step', step, loss, lr, samplesPerSecond });
  }

  #write(entry: Parameters<LogSink['write']>[0]): void {
    for (const sink of this.#sinks) sink.write(entry);
  }
}

/**
 * Logs a run: a callback of `fit` that turns events into entries and gives them to sinks, such as `jsonLines` and
 * `tensorBoard` of `evenkeel/node`, or one of your own. A monitor stands before it in the list of callbacks, so that its last look
 * comes before the end.
 *
 * @param options  sinks; settings = none; every = 10 steps an entry
 * @returns  a callback for `fit`
 * @example
 * const entries = [];
 * const log = runLog({ sinks: [{ write: (entry) => entries.push(entry.kind) }] });
 * log.onStart({ step: 0 });
 * log.onStep({ step: 1, loss: 2.3, lr: 0.1, samplesPerSecond: 0 });
 * log.onEnd({ step: 1, reason: 'finished', why: null });
 * entries; // ['run', 'start', 'step', 'end']
 */
export function runLog(options: RunLogOptions): RunLog {
  return new RunLog(options);
}
