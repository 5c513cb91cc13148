// How the buffers of a conformance case are filled. All numbers are float32, so that every back end starts from the
// same ones, and depend only on the names of kernel, case and buffer.
import { normalPair } from '../normal.js';
import { philox } from '../philox.js';

export interface DrawContext {
  readonly length: number;
  readonly random: CaseRandom;
  /** Scalars and the buffers drawn so far (those that stand earlier in the row). */
  readonly args: Readonly<Record<string, unknown>>;
}

export type Draw = (context: DrawContext) => ArrayLike<number>;

/** 32-bit FNV-1a hash of a text. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Random numbers that a name determines. */
export class CaseRandom {
  private readonly words = new Uint32Array(4);
  private readonly pair = new Float64Array(2);
  private readonly key: number;
  private count = 0;

  constructor(name: string) {
    this.key = hashText(name);
  }

  normal(): number {
    this.next();
    normalPair(this.words[0]!, this.words[1]!, this.pair);
    return this.pair[0]!;
  }

  uniform(): number {
    return this.next() / 4294967296;
  }

  private next(): number {
    this.words.fill(0);
    this.words[0] = this.count++;
    philox(this.words, this.key, 0);
    return this.words[0];
  }
}

const each =
  (value: (random: CaseRandom, i: number) => number): Draw =>
  ({ length, random }) =>
    Array.from({ length }, (_, i) => value(random, i));

export const normal = (mean = 0, std = 1): Draw =>
  each((random) => Math.fround(mean + std * random.normal()));

export const uniform = (low: number, high: number): Draw =>
  each((random) => Math.fround(low + (high - low) * random.uniform()));

/** Integers from low to high, both included. */
export const integers = (low: number, high: number): Draw =>
  each((random) => low + Math.floor((high - low + 1) * random.uniform()));

/** The same values over and over. */
export const cycle = (...values: number[]): Draw =>
  each((_, i) => Math.fround(values[i % values.length]!));

/** Signs at random, magnitudes evenly spread over the exponents from 10^low to 10^high. */
export const magnitudes = (low: number, high: number): Draw =>
  each((random) => {
    const sign = random.uniform() < 0.5 ? -1 : 1;
    return Math.fround(sign * 10 ** (low + (high - low) * random.uniform()));
  });

/** A buffer that an earlier one determines. */
export const from =
  (make: (args: Readonly<Record<string, unknown>>) => ArrayLike<number>): Draw =>
  ({ args }) =>
    make(args);
