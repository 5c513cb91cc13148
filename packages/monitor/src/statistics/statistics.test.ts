import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend, tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { distributionOf } from './distribution.js';
import { duplicateShare } from './duplicates.js';
import { quantiles } from './quantiles.js';
import { sampledRows, Sampler } from './sample-rows.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float32' })));

describe('quantiles', () => {
  const byOrder = (values: Float32Array, share: number): number => {
    const sorted = values.toSorted();
    const rank = share * (sorted.length - 1);
    const below = Math.floor(rank);
    const low = sorted[below]!;
    return low + (rank - below) * ((sorted[below + 1] ?? low) - low);
  };

  it('are those of the sorted numbers', () => {
    for (const size of [1, 2, 3, 4, 7, 100, 1001]) {
      const values = generator(size).normal([size]).dataSync() as Float32Array;
      const shares = [0, 0.15, 0.5, 0.85, 1];
      const expected = shares.map((share) => byOrder(values, share));
      expect(quantiles(values.slice(), shares)).toEqual(expected);
    }
  });

  it('take equal numbers, numbers in order, and none', () => {
    expect(quantiles(new Float32Array(50).fill(3), [0.15, 0.5])).toEqual([3, 3]);
    const ascending = Float32Array.from({ length: 101 }, (_, i) => i);
    expect(quantiles(ascending.slice(), [0.15, 0.5, 0.85])).toEqual([15, 50, 85]);
    expect(quantiles(ascending.toReversed(), [0.15, 0.5, 0.85])).toEqual([15, 50, 85]);
    expect(quantiles(new Float32Array(0), [0.5])).toEqual([Number.NaN]);
  });
});

describe('distributionOf', () => {
  it('keeps the digits of a small deviation around a large mean', () => {
    const values = Float64Array.from(
      { length: 1000 },
      (_, i) => 1e6 + (i % 2 === 0 ? 1e-3 : -1e-3),
    );
    expect(distributionOf(values).deviation).toBeCloseTo(1e-3, 9);
  });

  it('puts equal numbers into one bar', () => {
    const { histogram, deviation } = distributionOf(new Float32Array(9).fill(2));
    expect([histogram.from, histogram.to, histogram.counts[0], deviation]).toEqual([2, 2, 9, 0]);
  });

  it('knows nothing of no numbers', () => {
    const { count, nonFinite, mean, histogram } = distributionOf(Float32Array.of(Number.NaN));
    expect([count, nonFinite, mean, histogram.counts]).toEqual([1, 1, Number.NaN, []]);
  });
});

describe('duplicateShare', () => {
  it('tells units apart that differ in one row', () => {
    const values = Float32Array.of(1, 1, 2, 2.001);
    expect(duplicateShare({ values, units: 2 })).toBe(0);
    expect(duplicateShare({ values: Float32Array.of(1, 1, 2, 2), units: 2 })).toBe(1);
  });

  it('takes no small units for twins because another one has exploded', () => {
    const values = Float32Array.of(1, -3, 1e20, 2, 5, -1e21);
    expect(duplicateShare({ values, units: 3 })).toBe(0);
    const infinite = Float32Array.of(1, -3, Infinity, 2, 5, Infinity);
    expect(duplicateShare({ values: infinite, units: 3 })).toBe(0);
  });

  it('finds twins that are 0 everywhere', () => {
    expect(duplicateShare({ values: Float32Array.of(0, 0, 7, 0, 0, 8), units: 3 })).toBe(2 / 3);
  });

  it('finds no twin of a single unit', () => {
    expect(duplicateShare({ values: Float32Array.of(1, 2), units: 1 })).toBe(0);
  });
});

describe('sampled rows', () => {
  it('are distinct, in order, and hit every column of an image alike', () => {
    const rows = sampledRows(64 * 28 * 28, 256);
    expect(new Set(rows).size).toBe(256);
    expect(rows.every((row, i) => i === 0 || row > rows[i - 1]!)).toBe(true);
    const columns = new Set(rows.map((row) => row % 28));
    expect(columns.size).toBe(28);
  });

  it('are read as whole rows within the budget', () => {
    const x = tensor(
      Float32Array.from({ length: 300 }, (_, i) => i),
      { shape: [10, 10, 3] },
    );
    const sampler = new Sampler(30);
    const { values, units } = sampler.read(x);
    expect([units, values.length]).toEqual([3, 30]);
    for (let i = 0; i < 30; i += 3) expect(values[i + 1]).toBe(values[i]! + 1);
    expect(sampler.read(x).values).toEqual(values);
    expect(new Sampler(1).read(x).values).toHaveLength(3);
    sampler.dispose();
  });
});
