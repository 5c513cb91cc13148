// Batches from samples that are read by number.
import type { RawBatch } from '../batch.js';
import { checkBatch } from './check.js';
import type { Feed } from './feed.js';
import { epochOrder, type Shuffling } from './order.js';
import type { IndexedSource } from './source.js';

/** Where a feed starts, and how its batches are cut. */
export interface Course extends Shuffling {
  readonly batch: number;
  /** Batches an epoch. */
  readonly length: number;
  readonly epoch: number;
  /** Batches of that epoch that are left out, as they were given before. */
  readonly position: number;
}

export class IndexedFeed implements Feed {
  readonly #source: IndexedSource;
  readonly #course: Course;
  #epoch: number;
  #position: number;
  #order: Int32Array | null = null;

  constructor(source: IndexedSource, course: Course) {
    this.#source = source;
    this.#course = course;
    this.#epoch = course.epoch;
    this.#position = course.position;
  }

  async next(): Promise<RawBatch> {
    const { batch, length } = this.#course;
    this.#order ??= epochOrder(this.#source.count, this.#epoch, this.#course);
    const start = this.#position * batch;
    const indices = this.#order.subarray(start, start + batch);
    this.#position += 1;
    if (this.#position === length) {
      this.#position = 0;
      this.#epoch += 1;
      this.#order = null;
    }
    const made = await this.#source.read(indices);
    checkBatch(made, this.#source, indices);
    return made;
  }

  /** The source outlives its feeds: the stream closes it. */
  async close(): Promise<void> {}
}
