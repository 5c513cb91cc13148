// The loader: a data set as an endless, reproducible stream of batches that can be saved at any point.
import { ArgumentError, Generator, generator, type GeneratorState } from '@evenkeel/tensor';
import { batchOf, checkedNormalization, gather, type Batch, type RawBatch } from './batch.js';
import type { Dataset, PixelStatistics } from './dataset.js';
import { checkRestorable } from './restorable.js';
import { epochOrder } from './stream/order.js';
import type { Transform } from './transforms/transform.js';
import { transformedBatch } from './transforms/transformed.js';

export interface LoaderOptions {
  /** Images a step. */
  readonly batch: number;
  /** Whether each epoch has an order of its own; true unless given. */
  readonly shuffle?: boolean;
  /** Draws the orders; `generator(0)` unless given. It is not advanced: epoch e is drawn by its fork e. */
  readonly generator?: Generator;
  /** Whether the last batch is left out if it is smaller than the others; false unless given. */
  readonly dropLast?: boolean;
  /** Changes each batch, such as `compose(randomCrop({ padding: 4 }), randomFlip())`; draws by generator, epoch and place. */
  readonly transform?: Transform;
  /** Pixels become (pixel / 255 - mean) / deviation, after the transform; mean 0 and deviation 1 unless given. */
  readonly normalize?: Partial<PixelStatistics>;
}

/** Where a loader stands; plain numbers, fit for JSON. */
export interface LoaderState {
  /** Images of the data set, to notice that another one is restored into. */
  readonly count: number;
  readonly batch: number;
  readonly epoch: number;
  /** Batches of this epoch that were given already. */
  readonly position: number;
  /** What draws the orders; null without shuffling. */
  readonly generator: GeneratorState | null;
}

/**
 * Gives the batches of a data set, epoch after epoch.
 *
 * The order of epoch e is a pure function of the generator and e, so a loader that is restored in the middle of
 * an epoch goes on exactly where the saved one would have. Batches belong to the scope that is open when they are
 * made; outside of one, to whoever asked.
 *
 * @param set  images and labels
 * @param options  batch; shuffle = true; generator = generator(0); dropLast = false; transform = none; normalize = none
 * @returns  an iterable whose one pass is (the rest of) an epoch
 * @throws ArgumentError  a batch that is no whole number from 1 on, an empty data set, a deviation that is not
 *   positive, or dropLast with a batch larger than the set
 * @example
 * const training = loader(drawDigits({ count: 100 }), { batch: 60, generator: generator(1) });
 * const sizes = Array.from(training, ({ x }) => x.shape[0]);
 * sizes; // [60, 40]
 * training.epoch; // 1
 */
export function loader(set: Dataset, options: LoaderOptions): Loader {
  return new Loader(set, options);
}

/** Made by `loader`. */
export class Loader implements Iterable<Batch> {
  readonly dataset: Dataset;
  /** Images a step; the last of an epoch may be smaller. */
  readonly batch: number;
  /** Batches an epoch. */
  readonly length: number;
  /** Draws the orders, and for the transform. */
  #generator: Generator;
  readonly #shuffle: boolean;
  readonly #transform: Transform | null;
  readonly #normalize: PixelStatistics;
  /** Reused from batch to batch, as the back end keeps a copy. */
  readonly #pixels: Uint8Array;
  #epoch = 0;
  #position = 0;
  /** The order of epoch #orderOf. */
  #order: Int32Array = new Int32Array(0);
  #orderOf = -1;

  /** @internal */
  constructor(set: Dataset, options: LoaderOptions) {
    this.dataset = set;
    this.batch = options.batch;
    this.#shuffle = options.shuffle ?? true;
    this.#generator = new Generator((options.generator ?? generator(0)).state());
    this.#transform = options.transform ?? null;
    if (!(Number.isSafeInteger(this.batch) && this.batch >= 1)) {
      refuse('batch', 'a whole number from 1 on', String(this.batch));
    }
    if (set.count === 0) refuse('set', 'a data set with images', 'an empty one');
    this.#normalize = checkedNormalization('loader', options.normalize);
    this.#pixels = new Uint8Array(Math.min(this.batch, set.count) * size(set));
    const batches = set.count / this.batch;
    this.length = options.dropLast === true ? Math.floor(batches) : Math.ceil(batches);
    if (this.length === 0) {
      refuse(
        'batch',
        `at most ${set.count}, the number of images, with dropLast`,
        String(this.batch),
      );
    }
  }

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
    const raw = gather(this.dataset, indices, this.#pixels);
    const made = this.#finish(raw);
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
      count: this.dataset.count,
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
    checkRestorable('loader', { saved: state, now: this.state(), length: this.length });
    if (state.generator !== null) this.#generator = new Generator(state.generator);
    this.#epoch = state.epoch;
    this.#position = state.position;
    this.#orderOf = -1;
  }

  #finish(raw: RawBatch): Batch {
    const { shape, classes } = this.dataset;
    if (this.#transform === null) return batchOf(raw, shape, this.#normalize);
    const place = { epoch: this.#epoch, position: this.#position };
    const by = { transform: this.#transform, generator: this.#generator };
    return transformedBatch(raw, { shape, classes, ...place, ...by }, this.#normalize);
  }

  #currentOrder(): Int32Array {
    if (this.#orderOf !== this.#epoch) {
      const shuffling = { generator: this.#shuffle ? this.#generator : null, buffer: null };
      this.#order = epochOrder(this.dataset.count, this.#epoch, shuffling);
      this.#orderOf = this.#epoch;
    }
    return this.#order;
  }
}

const size = ({ shape }: Dataset): number => shape[0] * shape[1] * shape[2];

function refuse(argument: string, expected: string, received: string): never {
  throw new ArgumentError({ op: 'loader', argument, expected, received });
}
