// Random draws for one digit: Philox keyed by the seed, its counter made of split and index, so that every
// digit is drawn alone and is the same on every machine.
import { philox } from '@evenkeel/kernels';

/** Where the draws of one digit start. */
export interface DrawsKey {
  /** A whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Keeps the digits of training and test apart. */
  readonly stream: number;
  readonly index: number;
}

/** A sequence of random numbers made from one key. */
export class Draws {
  readonly #words = new Uint32Array(4);
  readonly #key: DrawsKey;
  #block = 0;
  #used = 4;

  constructor(key: DrawsKey) {
    this.#key = key;
  }

  /** The next 32 random bits. */
  word(): number {
    if (this.#used === 4) this.#refill();
    return this.#words[this.#used++]!;
  }

  /** Evenly from low to high. */
  uniform(low: number, high: number): number {
    return low + (high - low) * (this.word() * 2 ** -32);
  }

  /** Mean 0, deviation 1, never beyond 3.5: a sum of four even draws, as it needs no logarithm. */
  bell(): number {
    const sum = this.word() + this.word() + this.word() + this.word();
    return (sum * 2 ** -31 - 4) * 0.8660254037844386;
  }

  /** A whole number from 0 to count - 1. */
  below(count: number): number {
    return Math.floor(this.word() * 2 ** -32 * count);
  }

  #refill(): void {
    const { seed, stream, index } = this.#key;
    const words = this.#words;
    words[0] = this.#block++;
    words[1] = index;
    words[2] = stream;
    words[3] = 0;
    philox(words, seed >>> 0, Math.floor(seed / 2 ** 32));
    this.#used = 0;
  }
}
