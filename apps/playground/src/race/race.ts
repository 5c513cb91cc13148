// Two nets side by side on the same batches: play, pause, step, stop.
import type { Settings } from '../settings.js';
import { Contestant } from './contestant.js';
import { netNames, perNet, type NetName, type PerNet } from './net-names.js';
import { type DataPair } from './nets.js';
import { Pacer } from './pacer.js';

export interface RaceOptions {
  readonly data: DataPair;
  readonly settings: Settings;
  /** A step was taken by both nets, or one of them had to stop. */
  readonly onRound: () => void;
}

export class Race {
  readonly nets: PerNet<Contestant>;
  readonly #pacer: Pacer<NetName>;
  readonly #onRound: () => void;
  readonly #stop = new AbortController();

  constructor({ data, settings, onRound }: RaceOptions) {
    this.#onRound = onRound;
    this.nets = perNet((name) => new Contestant({ name, data, settings }));
    this.#pacer = new Pacer({ names: netNames, onRound });
  }

  /** Steps that both nets have taken. */
  get step(): number {
    return this.#pacer.round;
  }

  /** Whether steps are being taken. */
  get moving(): boolean {
    return this.#pacer.moving;
  }

  /** Whether neither net can go on. */
  get over(): boolean {
    return netNames.every((name) => this.nets[name].failure !== null);
  }

  /** Runs both nets until `stop`; they wait for `advance`. */
  async run(): Promise<void> {
    const { signal } = this.#stop;
    try {
      await Promise.all(
        netNames.map(async (name) => {
          await this.nets[name].run(this.#pacer, signal);
          if (!signal.aborted) this.#onRound();
        }),
      );
    } finally {
      this.stop();
    }
  }

  /** Lets both nets go on up to a step. */
  advance(step: number): void {
    this.#pacer.allow(step);
  }

  pause(): void {
    this.#pacer.hold();
  }

  /** Lets the monitors look now, between two of their times. */
  look(): void {
    for (const name of netNames) this.nets[name].look(this.step);
  }

  /** Ends the race for good. */
  stop(): void {
    this.#stop.abort();
    this.#pacer.open();
  }
}
