import { generator } from '@evenkeel/tensor';
import { describe, expect, it } from 'vitest';
import { betas } from './beta.js';
import { cutmix } from './cutmix.js';
import { mixup } from './mixup.js';
import { smoothLabels } from './smooth-labels.js';
import type { Samples } from './transform.js';

/** Sample n is of class n, and its numbers are all 10^n; so its mixture tells what it is made of. */
function distinct(count: number, shape: readonly number[]): Samples {
  const size = shape.reduce((product, length) => product * length, 1);
  return {
    values: Float32Array.from({ length: count * size }, (_, i) => 10 ** Math.floor(i / size)),
    shape,
    labels: Int32Array.from({ length: count }, (_, i) => i),
    classes: count,
    targets: null,
  };
}

const row = ({ targets, classes }: Samples, n: number): number[] => [
  ...targets!.subarray(n * classes, (n + 1) * classes),
];
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe('mixup', () => {
  it('mixes values and targets by the same share', () => {
    const made = mixup()(distinct(4, [3]), generator(5));
    for (let n = 0; n < 4; n += 1) {
      const shares = row(made, n);
      expect(sum(shares)).toBeCloseTo(1, 6);
      expect(shares[n]).toBeGreaterThan(0);
      expect(shares.filter((share) => share > 0).length).toBeLessThanOrEqual(2);
      const expected = sum(shares.map((share, k) => share * 10 ** k));
      for (let i = 0; i < 3; i += 1) expect(made.values[3 * n + i]! / expected).toBeCloseTo(1, 5);
    }
    expect([...made.labels]).toEqual([0, 1, 2, 3]);
  });

  it('mixes what was mixed before', () => {
    const smoothed = smoothLabels(0.3)(distinct(4, [1]), generator(1));
    const made = mixup()(smoothed, generator(5));
    for (let n = 0; n < 4; n += 1) {
      expect(sum(row(made, n))).toBeCloseTo(1, 6);
      expect(Math.min(...row(made, n))).toBeGreaterThan(0.07);
    }
  });
});

describe('cutmix', () => {
  it('puts a rectangle of another image in, and mixes targets by its area', () => {
    const [height, width] = [6, 5];
    for (let seed = 0; seed < 20; seed += 1) {
      const made = cutmix()(distinct(3, [height, width, 1]), generator(seed));
      for (let n = 0; n < 3; n += 1) {
        const pixels = [...made.values.subarray(n * 30, (n + 1) * 30)];
        const others = pixels.flatMap((value, at) => (value === 10 ** n ? [] : [at]));
        row(made, n).forEach((share, k) => {
          const seen = pixels.filter((value) => value === 10 ** k).length;
          expect(share).toBeCloseTo(seen / 30, 5);
        });
        const [ys, xs] = [others.map((at) => Math.floor(at / width)), others.map((at) => at % width)];
        const side = (places: number[]): number =>
          places.length === 0 ? 0 : Math.max(...places) - Math.min(...places) + 1;
        expect(others).toHaveLength(side(ys) * side(xs));
      }
    }
  }); // prettier-ignore
});

describe('smoothLabels', () => {
  it('spreads a share evenly', () => {
    const made = smoothLabels(0.2)(distinct(4, [1]), generator(1));
    const expected = [0.05, 0.85, 0.05, 0.05];
    row(made, 1).forEach((target, k) => expect(target).toBeCloseTo(expected[k]!, 6));
  });
});

describe('betas', () => {
  it.each([0.2, 1, 4])('have the moments of Beta(%s, %s)', (alpha) => {
    const draws = betas(generator(7), 20_000, alpha);
    const mean = draws.reduce((total, draw) => total + draw, 0) / draws.length;
    const variance = draws.reduce((total, draw) => total + (draw - mean) ** 2, 0) / draws.length;
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThanOrEqual(1);
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.01);
    expect(variance * 4 * (2 * alpha + 1)).toBeCloseTo(1, 1);
  });
});

describe('mixing refuses', () => {
  it.each<[() => unknown, string]>([
    [() => mixup({ alpha: 0 }), 'mixup: alpha must be a positive number, got 0.'],
    [() => cutmix({ alpha: -1 }), 'cutmix: alpha must be a positive number, got -1.'],
    [() => smoothLabels(2), 'smoothLabels: share must be a number from 0 to 1, got 2.'],
  ])('%s', (act, message) => {
    expect(act).toThrow(message);
  });
});
