// The batches of a stream in their order, read ahead. A feed starts at a place and goes on for ever; a stream that is
// put elsewhere gets a new one.
import type { RawBatch } from '../batch.js';

/** Makes batch after batch; the answers come in the order of the questions. */
export interface Feed {
  next(): Promise<RawBatch>;
  close(): Promise<void>;
}

/** Keeps up to `depth` batches of a feed in the making. */
export class Prefetched {
  readonly #feed: Feed;
  readonly #depth: number;
  readonly #queue: Promise<RawBatch>[] = [];

  constructor(feed: Feed, depth: number) {
    this.#feed = feed;
    this.#depth = depth;
  }

  /** The next batch. Those behind it are made meanwhile. */
  async next(): Promise<RawBatch> {
    this.#fill();
    const next = await this.#queue.shift()!;
    this.#fill();
    return next;
  }

  async close(): Promise<void> {
    await this.#feed.close();
  }

  #fill(): void {
    while (this.#queue.length < this.#depth) {
      const made = this.#feed.next();
      // Whoever waits for this batch hears of it; until then it is no unhandled rejection.
      made.catch(() => undefined);
      this.#queue.push(made);
    }
  }
}
