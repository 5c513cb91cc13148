// What loaders of data in memory share: the order of each epoch, and a place in it that can be saved.
import { ArgumentError, Generator, generator, type GeneratorState } from '@evenkeel/tensor';
import type { Batch } from './batch.js';
import { checkRestorable } from './restorable.js';
import { epochOrder } from './stream/order.js';

export interface IndexLoaderOptions {
  /** Examples a step. */
  readonly batch: number;
  /** Whether each epoch has an order of its own; true unless given. */
  readonly shuffle?: boolean;
  /** Draws the orders; `generator(0)` unless given. It is not advanced: epoch e is drawn by its fork e. */
  readonly generator?: Generator;
  /** Whether the last batch is left out if it is smaller than the others; false unless given. */
  readonly dropLast?: boolean;
}

/** Where a loader stands; plain numbers, fit for JSON. */
export interface LoaderState {
  /** Examples of the data, to notice that others are restored into. */
  readonly count: number;
  readonly batch: number;
  readonly epoch: number;
  /** Batches of this epoch that were given already. */
  readonly position: number;
  /** What draws the orders; null without shuffling. */
  readonly generator: GeneratorState | null;
}

/** What errors call the loader and its examples, and how many there are. */
export interface Examples {
  readonly op: string;
  readonly kind: string;
  readonly count: number;
}

/** A place within the batches of all epochs. */
export interface BatchPlace {
  readonly epoch: number;
  readonly position: number;
  /** Draws the orders, and for whatever else is drawn. */
  readonly generator: Generator;
}

/** Gives batch after batch of examples that have numbers. */
export abstract class IndexLoader implements Iterable<Batch> {
  /** Examples a step; the last of an epoch may be smaller. */
  readonly batch: number;
  /** Batches an epoch. */
  readonly length: number;
  readonly #examples: Examples;
  readonly #shuffle: boolean;
  #generator: Generator;
  #epoch = 0;
  #position = 0;
  /** The order of epoch #orderOf. */
  #order: Int32Array = new Int32Array(0);
  #orderOf = -1;

  constructor(examples: Examples, options: IndexLoaderOptions) {
    const { op, kind, count } = examples;
    const refuse = (argument: string, expected: string, received: string): never => {
      throw new ArgumentError({ op, argument, expected, received });
    };
    this.#examples = examples;
    this.batch = options.batch;
    this.#shuffle = options.shuffle ?? true;
    this.#generator = new Generator((options.generator ?? generator(0)).state());
    if (!(Number.isSafeInteger(this.batch) && this.batch >= 1)) {
      refuse('batch', 'a whole number from 1 on', String(this.batch));
    }
    const batches = count / this.batch;
    this.length = options.dropLast === true ? Math.floor(batches) : Math.ceil(batches);
    if (this.length === 0) {
      const rule = `at most ${count}, the number of ${kind}, with dropLast`;
      refuse('batch', rule, String(this.batch));
    }
  }

  /** The examples with the given numbers, in their order. */
  protected abstract make(indices: Int32Array, place: BatchPlace): Batch;

  /** Epochs that were finished. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Batches of the current epoch that were given. */
  get position(): number {
    return this.#position;
  }

  /** The next batch; after the last one of an epoch comes the first one of the next. */
  next(): Batch {
    const start = this.#position * this.batch;
    const indices = this.#currentOrder().subarray(start, start + this.batch);
    const place = { epoch: this.#epoch, position: this.#position, generator: this.#generator };
    const made = this.make(indices, place);
    this.#position += 1;
    if (this.#position === this.length) {
      this.#position = 0;
      this.#epoch += 1;
    }
    return made;
  }

  /** The batches up to the end of the current epoch. A loop that is left early ends its epoch. */
  *[Symbol.iterator](): IterableIterator<Batch> {
    const epoch = this.#epoch;
    try {
      while (this.#epoch === epoch) yield this.next();
    } finally {
      if (this.#epoch === epoch) {
        this.#epoch += 1;
        this.#position = 0;
      }
    }
  }

  /** Where the loader stands. */
  state(): LoaderState {
    return {
      count: this.#examples.count,
      batch: this.batch,
      epoch: this.#epoch,
      position: this.#position,
      generator: this.#shuffle ? this.#generator.state() : null,
    };
  }

  /**
   * Goes on from a saved place, with the saved generator.
   *
   * @throws ArgumentError  a state of a data set or a batch of another size, of a loader that shuffles where this
   *   one does not or the other way round, or of a place that does not exist
   */
  restore(state: LoaderState): void {
    checkRestorable(this.#examples.op, { saved: state, now: this.state(), length: this.length });
    if (state.generator !== null) this.#generator = new Generator(state.generator);
    this.#epoch = state.epoch;
    this.#position = state.position;
    this.#orderOf = -1;
  }

  #currentOrder(): Int32Array {
    if (this.#orderOf !== this.#epoch) {
      const shuffling = { generator: this.#shuffle ? this.#generator : null, buffer: null };
      this.#order = epochOrder(this.#examples.count, this.#epoch, shuffling);
      this.#orderOf = this.#epoch;
    }
    return this.#order;
  }
}
