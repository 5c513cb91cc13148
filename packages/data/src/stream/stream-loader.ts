// The loader of data larger than memory: the interface of `loader`, with batches that are read ahead.
import { ArgumentError, Generator, generator } from '@evenkeel/tensor';
import { batchOf, checkedNormalization, type Batch, type RawBatch } from '../batch.js';
import type { PixelStatistics } from '../dataset.js';
import type { LoaderState } from '../index-loader.js';
import { checkRestorable } from '../restorable.js';
import type { Transform } from '../transforms/transform.js';
import { transformedBatch } from '../transforms/transformed.js';
import { Prefetched } from './feed.js';
import { IndexedFeed, type Course } from './indexed-feed.js';
import { SequentialFeed } from './sequential-feed.js';
import type { StreamSource } from './source.js';

export interface StreamLoaderOptions {
  /** Samples a step. */
  readonly batch: number;
  /**
   * Whether each epoch has an order of its own; true unless given. An indexed source is mixed as a whole, which takes
   * four bytes a sample, unless `buffer` says otherwise.
   */
  readonly shuffle?: boolean;
  /**
   * Samples that are held to mix neighbours only: a sequential source cannot do without (1,024 unless given); an indexed
   * one reads its samples nearly in their order then.
   */
  readonly buffer?: number;
  /** Draws the orders; `generator(0)` unless given. It is not advanced: epoch e is drawn by its fork e. */
  readonly generator?: Generator;
  /** Whether the last batch is left out if it is smaller than the others; false unless given. */
  readonly dropLast?: boolean;
  /** Changes each batch, such as `compose(randomCrop({ padding: 4 }), randomFlip())`; draws by generator, epoch and place. */
  readonly transform?: Transform;
  /**
   * Bytes become (byte / 255 - mean) / deviation, floats (x - mean) / deviation, after the transform; mean 0, deviation 1
   * unless given.
   */
  readonly normalize?: Partial<PixelStatistics>;
  /** Batches that are held or in the making; 4 unless given. Memory for data is this many batches. */
  readonly prefetch?: number;
}

/** Where a stream stands; plain data, fit for JSON. */
export interface StreamLoaderState extends LoaderState {
  /** Samples that the shuffling buffer holds; null if an epoch is mixed as a whole, or not at all. */
  readonly buffer: number | null;
  /** What the source says to tell it from another; null if it says nothing. */
  readonly source: string | null;
}

/**
 * Gives the batches of a source, epoch after epoch, reading ahead: data need not fit into memory.
 *
 * It is a `loader` whose batches come later: `fit` and `evaluate` wait for them and free them. Order, batches and the
 * place that `state()` tells depend on source, options and generator alone: not on how many workers read, nor on how long
 * they take. Put into the middle of an epoch, an indexed source goes on at once; a sequential one is read again up to there.
 *
 * @param source  samples by number, such as `imageFolder(directory)`, or one after the other: `{ open, count, shape, classes }`
 * @param options  batch; shuffle = true; buffer = none, or 1,024 for sequential sources; generator = generator(0);
 *   dropLast = false; transform = none; normalize = none; prefetch = 4
 * @returns  an async iterable whose one pass is (the rest of) an epoch
 * @throws ArgumentError  numbers that make no sense, an empty source; from `next()`: a sample of the wrong size, a label out
 *   of range, a pass that ends early
 * @example
 * const numbers = {
 *   name: 'parity',
 *   count: 10,
 *   shape: [1],
 *   classes: 2,
 *   async *open() {
 *     for (let i = 0; i < 10; i += 1) yield { x: Float32Array.of(i), y: i % 2 };
 *   },
 * };
 * const stream = streamLoader(numbers, { batch: 4, shuffle: false });
 * const sizes = [];
 * for await (const { x } of stream) sizes.push(x.shape[0]);
 * sizes; // [4, 4, 2]
 * await stream.close();
 */
export function streamLoader(source: StreamSource, options: StreamLoaderOptions): StreamLoader {
  return new StreamLoader(source, options);
}

const defaultBuffer = 1024;

/** Made by `streamLoader`. */
export class StreamLoader implements AsyncIterable<Batch> {
  readonly source: StreamSource;
  /** Samples a step; the last of an epoch may be fewer. */
  readonly batch: number;
  /** Batches an epoch. */
  readonly length: number;
  readonly #normalize: PixelStatistics;
  readonly #buffer: number | null;
  readonly #prefetch: number;
  readonly #shuffle: boolean;
  readonly #transform: Transform | null;
  #generator: Generator;
  #epoch = 0;
  #position = 0;
  #ahead: Prefetched | null = null;
  #closed = false;

  /** @internal */
  constructor(source: StreamSource, options: StreamLoaderOptions) {
    const { batch, shuffle = true, dropLast = false, prefetch = 4 } = options;
    this.source = source;
    this.batch = whole('batch', batch, 1);
    this.#prefetch = whole('prefetch', prefetch, 1);
    this.#shuffle = shuffle;
    this.#transform = options.transform ?? null;
    this.#generator = new Generator((options.generator ?? generator(0)).state());
    const buffer = options.buffer ?? ('open' in source ? defaultBuffer : null);
    this.#buffer = shuffle && buffer !== null ? whole('buffer', buffer, 1) : null;
    this.#normalize = checkedNormalization('streamLoader', options.normalize);
    const batches = whole('source.count', source.count, 1) / batch;
    this.length = dropLast ? Math.floor(batches) : Math.ceil(batches);
    if (this.length === 0) {
      const expected = `at most ${source.count}, the number of samples, with dropLast`;
      refuse({ argument: 'batch', expected, received: String(batch) });
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

  /**
   * The next batch; after the last one of an epoch comes the first one of the next. It belongs to whoever asked.
   *
   * @throws ArgumentError, FileFormatError  what went wrong in reading it; the stream stays where it was
   */
  async next(): Promise<Batch> {
    if (this.#closed) {
      refuse({ argument: 'stream', expected: 'open', received: 'one that was closed' });
    }
    const ahead = (this.#ahead ??= this.#begin());
    let made: Batch;
    try {
      made = this.#finish(await ahead.next());
    } catch (error) {
      // What was read ahead of the batch that failed must not take its place.
      if (this.#ahead === ahead) await this.#moveTo(this.#epoch, this.#position);
      throw error;
    }
    this.#position += 1;
    if (this.#position === this.length) {
      this.#position = 0;
      this.#epoch += 1;
    }
    return made;
  }

  /** The batches up to the end of the current epoch. A loop that is left early ends its epoch. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void, undefined> {
    const epoch = this.#epoch;
    try {
      while (this.#epoch === epoch) {
        yield await this.next();
      }
    } finally {
      if (this.#epoch === epoch) await this.#moveTo(epoch + 1, 0);
    }
  }

  /** Where the stream stands. */
  state(): StreamLoaderState {
    const { count, identity = null } = this.source;
    return {
      count,
      batch: this.batch,
      epoch: this.#epoch,
      position: this.#position,
      generator: this.#shuffle ? this.#generator.state() : null,
      buffer: this.#buffer,
      source: identity,
    };
  }

  /**
   * Goes on from a saved place, with the saved generator.
   *
   * @throws ArgumentError  a state of other samples, of another batch or buffer, of a stream that shuffles where this one
   *   does not or the other way round, or of a place that does not exist
   */
  async restore(state: StreamLoaderState): Promise<void> {
    const now = this.state();
    checkRestorable('streamLoader', { saved: state, now, length: this.length });
    const mixing = ({ buffer }: StreamLoaderState): string =>
      buffer === null ? 'without a buffer' : `with a buffer of ${buffer}`;
    if (state.buffer !== now.buffer) {
      refuse({ argument: 'state', expected: mixing(now), received: `one ${mixing(state)}` });
    }
    if (state.source !== now.source) {
      const received = `one of others (${state.source})`;
      refuse({
        argument: 'state',
        expected: `of the samples of ${this.source.name} (${now.source})`,
        received,
      });
    }
    if (state.generator !== null) this.#generator = new Generator(state.generator);
    await this.#moveTo(state.epoch, state.position);
  }

  /** Ends reading and gives up threads. A source serves no other stream afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#ahead?.close();
    if ('read' in this.source) await this.source.close?.();
  }

  #finish(raw: RawBatch): Batch {
    const { shape, classes } = this.source;
    if (this.#transform === null) return batchOf(raw, shape, this.#normalize);
    const place = { epoch: this.#epoch, position: this.#position };
    const by = { transform: this.#transform, generator: this.#generator };
    return transformedBatch(raw, { shape, classes, ...place, ...by }, this.#normalize);
  }

  #begin(): Prefetched {
    const { source } = this;
    const course: Course = {
      generator: this.#shuffle ? this.#generator : null,
      buffer: this.#buffer,
      batch: this.batch,
      length: this.length,
      epoch: this.#epoch,
      position: this.#position,
    };
    const feed =
      'open' in source ? new SequentialFeed(source, course) : new IndexedFeed(source, course);
    return new Prefetched(feed, this.#prefetch);
  }

  async #moveTo(epoch: number, position: number): Promise<void> {
    const before = this.#ahead;
    this.#ahead = null;
    this.#epoch = epoch;
    this.#position = position;
    await before?.close();
  }
}

function whole(argument: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  const expected = `a whole number from ${least} on`;
  return refuse({ argument, expected, received: String(value) });
}

function refuse(rule: { argument: string; expected: string; received: string }): never {
  throw new ArgumentError({ op: 'streamLoader', ...rule });
}
