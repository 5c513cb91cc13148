import { createReferenceBackend } from '@evenkeel/kernels';
import { beforeEach, describe, expect, it } from 'vitest';
import { generator, setBackend } from '../index.js';

beforeEach(() => setBackend(createReferenceBackend({ precision: 'float32' })));

const values = (x: { dataSync(): ArrayLike<number> }): number[] => Array.from(x.dataSync());

describe('Generator', () => {
  it('repeats itself from the same seed and stream only', () => {
    const draw = (seed: number, stream?: number) => values(generator(seed, stream).normal([5]));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual(draw(1, 1));
  });

  it('tells seeds above 2^32 apart', () => {
    const low = values(generator(1).uniform([4]));
    expect(values(generator(2 ** 32 + 1).uniform([4]))).not.toEqual(low);
  });

  it('goes on where it stopped', () => {
    const random = generator(5);
    random.normal([3]);
    const state = random.state();
    const next = values(random.normal([6]));
    random.restore(JSON.parse(JSON.stringify(state)) as typeof state);
    expect(values(random.normal([6]))).toEqual(next);
    expect(values(random.normal([6]))).not.toEqual(next);
  });

  it('carries into the high word of the counter', () => {
    const random = generator(5);
    random.restore({ seed: [5, 0], stream: [0, 0], block: [0xffffffff, 7] });
    random.uniform([8]);
    expect(random.state().block).toEqual([1, 8]);
  });

  it('forks by name, whatever was drawn before', () => {
    const random = generator(5);
    const a = values(random.fork('a').uniform([4]));
    random.uniform([4]);
    expect(values(random.fork('a').uniform([4]))).toEqual(a);
    const others = ['b', 'aa', 'a\0', '', 'abc', 0, 1, 0.5].map((name) =>
      values(random.fork(name).uniform([4])).join(),
    );
    expect(new Set([...others, a.join()]).size).toBe(others.length + 1);
    expect(values(random.fork('a').fork('b').uniform([4]))).not.toEqual(
      values(random.fork('b').fork('a').uniform([4])),
    );
  });

  it('draws whole numbers without favour', () => {
    const counts = [0, 0, 0];
    for (const n of generator(1).integers(30_000, 3)) counts[n]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(300);
  });

  it('permutes', () => {
    const order = generator(1).permutation(100);
    expect(Array.from(order).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 100 }, (_, i) => i),
    );
    expect(generator(1).permutation(0)).toEqual(new Int32Array(0));
    const first = new Map<string, number>();
    const random = generator(2);
    for (let i = 0; i < 6000; i++) {
      const key = random.permutation(3).join('');
      first.set(key, (first.get(key) ?? 0) + 1);
    }
    expect(first.size).toBe(6);
    for (const count of first.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it('has the moments it promises', () => {
    const x = values(generator(9).normal([100_000], 2, 3));
    const mean = x.reduce((sum, number) => sum + number, 0) / x.length;
    const variance = x.reduce((sum, number) => sum + (number - mean) ** 2, 0) / x.length;
    expect(Math.abs(mean - 2)).toBeLessThan(0.04);
    expect(Math.abs(Math.sqrt(variance) - 3)).toBeLessThan(0.03);
  });

  it('refuses what is no seed or state', () => {
    expect(() => generator(-1)).toThrow(
      'generator: seed must be a whole number from 0 to 2^53 - 1, got -1.',
    );
    expect(() => generator(1).integers(1, 0)).toThrow(
      'integers: below must be a whole number from 1 to 2147483648, got 0.',
    );
    expect(() => generator(1).restore({} as never)).toThrow(
      'Generator: seed must be two whole numbers below 2^32, got undefined.',
    );
  });
});
