// Philox 4x32-10, the counter-based generator behind every random number. It maps (key, counter) to four words;
// where the counters come from is the business of the callers.

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;
const ROUNDS = 10;

/** High 32 bits of the product of two unsigned 32-bit integers, from 16-bit halves. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0;
}

/**
 * Philox 4x32-10: replaces the four words of `words` (the counter) by four random words.
 *
 * One round is (c0, c1, c2, c3) -> (hi(M1 c2) ^ c1 ^ k0, lo(M1 c2), hi(M0 c0) ^ c3 ^ k1, lo(M0 c0)), after which
 * each key word grows by its Weyl constant; there are ten rounds.
 *
 * @param words  [4] counter on entry, result on return, unsigned
 * @param key0   first key word (low 32 bits of the seed)
 * @param key1   second key word
 * @see Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"
 * @example
 * const words = new Uint32Array(4);
 * philox(words, 0, 0); // 6627e8d5 e169c58d bc57ac4c 9b00dbd8
 */
export function philox(words: Uint32Array, key0: number, key1: number): void {
  let c0 = words[0]!;
  let c1 = words[1]!;
  let c2 = words[2]!;
  let c3 = words[3]!;
  let k0 = key0 >>> 0;
  let k1 = key1 >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0) >>> 0;
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2) >>> 0;
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/** Where a run of random words starts: the seed, the stream and the first block of four words. */
export interface PhiloxStart {
  readonly seedLow: number;
  readonly seedHigh: number;
  readonly streamLow: number;
  readonly streamHigh: number;
  readonly blockLow: number;
  readonly blockHigh: number;
}

/**
 * The four words of block `start + b`: key = (seedLow, seedHigh), counter = (blockLow + b with carry, blockHigh,
 * streamLow, streamHigh).
 *
 * @param words  [4] takes the result, unsigned
 * @param start  key and first counter
 * @param b  number of the block, from 0 on
 */
export function philoxBlock(words: Uint32Array, start: PhiloxStart, b: number): void {
  const low = (start.blockLow >>> 0) + b;
  words[0] = low;
  words[1] = (start.blockHigh >>> 0) + (low > 0xffffffff ? 1 : 0);
  words[2] = start.streamLow;
  words[3] = start.streamHigh;
  philox(words, start.seedLow, start.seedHigh);
}
