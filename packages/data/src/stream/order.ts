// In which order an epoch goes through its samples. A pure function of generator and epoch: what has the same seed has
// the same order, and a place in an epoch can be found again.
import type { Generator } from '@evenkeel/tensor';

/** How the samples of an epoch are mixed: as a whole, in a buffer of so many, or not at all. */
export interface Shuffling {
  /** Draws the orders; null if they are not mixed. */
  readonly generator: Generator | null;
  /** Samples of the buffer; null to mix the epoch as a whole. */
  readonly buffer: number | null;
}

/** The numbers 0 to count - 1 in the order of an epoch. */
export function epochOrder(
  count: number,
  epoch: number,
  { generator, buffer }: Shuffling,
): Int32Array {
  if (generator !== null && buffer === null) return generator.fork(epoch).permutation(count);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  if (generator === null || buffer === null) return order;
  const shuffled = new ShuffleBuffer<number>(buffer, generator.fork(epoch));
  let at = 0;
  for (const item of order.slice()) {
    const out = shuffled.push(item);
    if (out !== undefined) order[at++] = out;
  }
  for (let out = shuffled.drain(); out !== undefined; out = shuffled.drain()) order[at++] = out;
  return order;
}

/** How many random numbers are drawn at a time. */
const drawLength = 1024;

/**
 * A shuffling buffer: holds `size` items and gives one of them, drawn at random, for each that comes.
 *
 * The item that comes at place i leaves at place i - size + 1 at the earliest.
 */
export class ShuffleBuffer<T> {
  readonly #size: number;
  readonly #generator: Generator;
  readonly #items: T[] = [];
  #draws: Int32Array = new Int32Array(0);
  #at = 0;

  /** @param generator  is advanced */
  constructor(size: number, generator: Generator) {
    this.#size = size;
    this.#generator = generator;
  }

  /** Takes an item in and gives one out; undefined while the buffer fills. */
  push(item: T): T | undefined {
    if (this.#items.length < this.#size - 1) {
      this.#items.push(item);
      return undefined;
    }
    const at = this.#below(this.#size);
    if (at === this.#items.length) return item;
    const out = this.#items[at]!;
    this.#items[at] = item;
    return out;
  }

  /** One of those that are left, once no more come; undefined at the end. */
  drain(): T | undefined {
    if (this.#items.length === 0) return undefined;
    const at = this.#below(this.#items.length);
    const out = this.#items[at]!;
    this.#items[at] = this.#items.at(-1)!;
    this.#items.pop();
    return out;
  }

  /** A whole number below n: the remainder of 31 bits, uneven by n / 2^31 at most, which no order shows. */
  #below(n: number): number {
    if (this.#at === this.#draws.length) {
      this.#draws = this.#generator.integers(drawLength, 0x80000000);
      this.#at = 0;
    }
    const draw = this.#draws[this.#at]! % n;
    this.#at += 1;
    return draw;
  }
}
