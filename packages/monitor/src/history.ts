// The looks of a run so far, in bounded memory.
import type { MonitorRecord } from './records.js';

/** An evaluation on data that the net does not learn from. */
export interface EvaluationPoint {
  readonly step: number;
  /** From 0 to 1. */
  readonly accuracy: number;
  readonly loss: number;
}

/** What is known of a run: all that `diagnose` looks at. */
export interface RunHistory {
  readonly records: readonly MonitorRecord[];
  readonly evaluations: readonly EvaluationPoint[];
  /** Why the run ended early, such as a loss that is no number; null if it did not. */
  readonly failure: { readonly step: number; readonly message: string } | null;
}

/**
 * Keeps at most `most` entries and the newest: when they become more, every second one goes, and from then on only
 * every second, fourth, ... that is added stays.
 */
export class Thinned<T> {
  readonly #most: number;
  #kept: T[] = [];
  /** The last one added, if it is not among those kept. */
  #newest: T | null = null;
  /** One in so many is kept. */
  #every = 1;
  #added = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get entries(): readonly T[] {
    return this.#newest === null ? this.#kept : [...this.#kept, this.#newest];
  }

  add(entry: T): void {
    const stays = this.#added % this.#every === 0;
    this.#added += 1;
    this.#newest = stays ? null : entry;
    if (!stays) return;
    this.#kept.push(entry);
    if (this.#kept.length <= this.#most) return;
    this.#kept = this.#kept.filter((_, i) => i % 2 === 0);
    this.#every *= 2;
    this.#newest = this.#kept.at(-1) === entry ? null : entry;
  }
}
