import { describe, expect, it } from 'vitest';
import { cosSinOfWord, logOfWord, normalPair } from './normal.js';
import { philox } from './philox.js';

/** Random words, the same in every run. */
function wordsOf(count: number): Uint32Array {
  const all = new Uint32Array(count);
  const block = new Uint32Array(4);
  for (let i = 0; i < count; i += 4) {
    block.fill(0);
    block[0] = i;
    philox(block, 99, 0);
    all.set(block, i);
  }
  return all;
}

describe('logOfWord', () => {
  it('agrees with Math.log to an ulp or two over its whole range', () => {
    for (const k of [1, 2, 3, 2 ** 16, 2 ** 31, 2 ** 32 - 1, ...wordsOf(4000)]) {
      const want = Math.log(k / 2 ** 32);
      expect(Math.abs(logOfWord(k) - want)).toBeLessThanOrEqual(6e-16 * Math.abs(want));
    }
  });

  it('is 0 at 1 and defined at the smallest word', () => {
    expect(logOfWord(2 ** 32)).toBe(0);
    expect(logOfWord(1)).toBe(-32 * Math.LN2);
  });
});

describe('cosSinOfWord', () => {
  it('agrees with Math.cos and Math.sin', () => {
    const out = new Float64Array(2);
    for (const k of [0, 1, 2 ** 29, 2 ** 30, 2 ** 31, 2 ** 32 - 1, ...wordsOf(4000)]) {
      const angle = (2 * Math.PI * k) / 2 ** 32;
      cosSinOfWord(k, out);
      expect(Math.abs(out[0]! - Math.cos(angle))).toBeLessThan(1e-15);
      expect(Math.abs(out[1]! - Math.sin(angle))).toBeLessThan(1e-15);
    }
  });

  it('is exact at quarter turns', () => {
    const out = new Float64Array(2);
    cosSinOfWord(2 ** 30, out);
    expect(out[1]).toBe(1);
    expect(Math.abs(out[0]!)).toBe(0);
  });
});

describe('normalPair', () => {
  it('has the first four moments of the normal distribution', () => {
    const words = wordsOf(400_000);
    const pair = new Float64Array(2);
    const sums = [0, 0, 0, 0];
    let cross = 0;
    for (let i = 0; i < words.length; i += 2) {
      normalPair(words[i]!, words[i + 1]!, pair);
      cross += pair[0]! * pair[1]!;
      for (const z of pair) for (const [power] of sums.entries()) sums[power]! += z ** (power + 1);
    }
    const [mean, square, cube, fourth] = sums.map((sum) => sum / words.length);
    // Five deviations of each estimate: its variance is 1, 2, 15, 96 and 1 over the count.
    const five = 5 / Math.sqrt(words.length);
    expect(Math.abs(mean!)).toBeLessThan(five);
    expect(Math.abs(square! - 1)).toBeLessThan(five * Math.sqrt(2));
    expect(Math.abs(cube!)).toBeLessThan(five * Math.sqrt(15));
    expect(Math.abs(fourth! - 3)).toBeLessThan(five * Math.sqrt(96));
    expect(Math.abs((2 * cross) / words.length)).toBeLessThan(five * Math.SQRT2);
  });

  it('has the right share beyond 1, 2 and 3 deviations', () => {
    const words = wordsOf(400_000);
    const pair = new Float64Array(2);
    const counts = [0, 0, 0];
    for (let i = 0; i < words.length; i += 2) {
      normalPair(words[i]!, words[i + 1]!, pair);
      for (const z of pair) {
        for (const [bound] of counts.entries()) if (Math.abs(z) > bound + 1) counts[bound]!++;
      }
    }
    for (const [i, share] of [0.3173105, 0.0455003, 0.0026998].entries()) {
      const spread = Math.sqrt((share * (1 - share)) / words.length);
      expect(Math.abs(counts[i]! / words.length - share)).toBeLessThan(5 * spread);
    }
  });

  it('is finite at the extreme words, the largest being 6.66', () => {
    const pair = new Float64Array(2);
    normalPair(0, 0, pair);
    expect(pair[0]).toBeCloseTo(6.6604368892615815, 12);
    normalPair(0xffffffff, 0xffffffff, pair);
    expect([...pair].map(Math.abs)).toEqual([0, 0]);
  });

  it('keeps its bits: other languages must reproduce them', () => {
    const pair = new Float64Array(2);
    const bits = new BigUint64Array(pair.buffer);
    const seen: string[] = [];
    for (const [a, b] of [
      [0x6627e8d5, 0xe169c58d],
      [0xbc57ac4c, 0x9b00dbd8],
      [1, 0x3fffffff],
    ] as const) {
      normalPair(a, b, pair);
      seen.push(...Array.from(bits, (value) => value.toString(16)));
    }
    expect(seen).toEqual([
      '3fefb7665db1b649',
      'bfed96d5ff0aec98',
      'bfe3c373dd6d9558',
      'bfdeda3633cd9712',
      '3e4498478395ec0f',
      '401a38dfe3405e49',
    ]);
  });
});
