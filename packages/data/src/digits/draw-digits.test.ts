import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Dataset } from '../dataset.js';
import { drawDigits } from './draw-digits.js';
import { parsePath } from './path.js';

describe('drawDigits', () => {
  it('draws every class about equally often', () => {
    const { labels, images, shape, count } = drawDigits({ count: 2000 });
    expect([images.length, shape, count]).toEqual([2000 * 784, [28, 28, 1], 2000]);
    const counts = Array.from(
      { length: 10 },
      (_, digit) => labels.filter((l) => l === digit).length,
    );
    expect(Math.min(...counts)).toBeGreaterThan(150);
    expect(Math.max(...counts)).toBeLessThan(250);
  });

  it('draws the same bytes on every machine', () => {
    const { images, labels } = drawDigits({ count: 200, seed: 7 });
    const hash = createHash('sha256').update(images).update(labels).digest('hex');
    expect(hash).toBe('557a8742c0ee26c9ba1c7f030e557dbc6e0715afc63d56724b9d516f8bf38101');
  });

  it('starts a longer set with the digits of a shorter one', () => {
    const short = drawDigits({ count: 20, seed: 3 });
    const long = drawDigits({ count: 40, seed: 3 });
    expect(long.images.subarray(0, short.images.length)).toEqual(short.images);
  });

  it.each([{ seed: 4 }, { seed: 3 + 2 ** 32 }, { seed: 3, split: 'test' as const }])(
    'draws other digits for %o',
    (options) => {
      const one = drawDigits({ count: 5, seed: 3 });
      expect(drawDigits({ count: 5, ...options }).images).not.toEqual(one.images);
    },
  );

  it('takes a count of 0', () => {
    expect(drawDigits({ count: 0 }).images).toHaveLength(0);
  });

  it('refuses counts and seeds that are no whole numbers', () => {
    expect(() => drawDigits({ count: 1.5 })).toThrow(
      'drawDigits: count must be a whole number from 0 to 1048576, got 1.5.',
    );
    expect(() => drawDigits({ count: 1, seed: -1 })).toThrow(
      'drawDigits: seed must be a whole number from 0 to 9007199254740991, got -1.',
    );
  });

  it('is hard for a linear classifier, but far from noise', () => {
    const train = drawDigits({ count: 8000, seed: 1 });
    const accuracy = linearAccuracy(train, drawDigits({ count: 2000, seed: 1, split: 'test' }));
    expect(accuracy).toBeLessThan(0.92);
    expect(accuracy).toBeGreaterThan(0.78);
  });
});

describe('parsePath', () => {
  it('refuses numbers that are missing', () => {
    expect(() => parsePath('M1 2 L3')).toThrow(
      'digits: path command must have 2 numbers, got "L3".',
    );
  });
});

/** Test accuracy of softmax regression after 12 epochs of stochastic gradient descent. */
function linearAccuracy(train: Dataset, test: Dataset): number {
  const weights = new Float32Array(7850);
  for (let epoch = 0; epoch < 12; epoch += 1) {
    const rate = 0.04 / (1 + epoch * 0.4);
    for (let i = 0; i < train.count; i += 1) descend(weights, train, { i, rate });
  }
  let right = 0;
  for (let i = 0; i < test.count; i += 1) {
    const scores = scoresOf(weights, test, i);
    if (scores.indexOf(Math.max(...scores)) === test.labels[i]) right += 1;
  }
  return right / test.count;
}

function descend(
  weights: Float32Array,
  set: Dataset,
  { i, rate }: { i: number; rate: number },
): void {
  const scores = scoresOf(weights, set, i);
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((a, b) => a + b);
  for (let digit = 0; digit < 10; digit += 1) {
    const error = powers[digit]! / sum - (digit === set.labels[i] ? 1 : 0);
    const step = (-rate * error) / 255;
    for (let k = 0; k < 784; k += 1) weights[digit * 785 + k]! += step * set.images[i * 784 + k]!;
    weights[digit * 785 + 784]! -= rate * error;
  }
}

function scoresOf(weights: Float32Array, set: Dataset, i: number): number[] {
  const scores: number[] = [];
  for (let digit = 0; digit < 10; digit += 1) {
    let sum = 0;
    for (let k = 0; k < 784; k += 1) sum += weights[digit * 785 + k]! * set.images[i * 784 + k]!;
    scores.push(sum / 255 + weights[digit * 785 + 784]!);
  }
  return scores;
}
