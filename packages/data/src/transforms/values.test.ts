import { createReferenceBackend } from '@evenkeel/kernels';
import { generator, setBackend, tensor, type Generator } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { covariance } from '../covariance.js';
import { dataset } from '../dataset.js';
import { drawDigits } from '../digits/draw-digits.js';
import { loader } from '../loader.js';
import { photometric, type PhotometricOptions } from './photometric.js';
import { channelStatistics, standardize, standardizeEach } from './standardize.js';
import { meanImage, subtractMean } from './subtract-mean.js';
import type { Samples } from './transform.js';
import { zcaWhitening } from './zca.js';

beforeAll(() => {
  setBackend(createReferenceBackend({ precision: 'float32' }));
});

const samples = (values: readonly number[], shape: readonly number[]): Samples => {
  const count = values.length / shape.reduce((product, length) => product * length, 1);
  return {
    values: Float32Array.from(values), shape, labels: new Int32Array(count), classes: 2, targets: null,
  }; // prettier-ignore
};
const drawing = (...draws: number[]): Generator =>
  ({ integers: () => Int32Array.from(draws, (draw) => draw * 0x80000000) }) as unknown as Generator;
const rounded = ({ values }: Samples): number[] =>
  [...values].map((value) => Math.round(value * 1e4) / 1e4);

describe('photometric', () => {
  // Draws of an image: three for the order, three for the factors; 0.75 is halfway up. The grey of the two pixels is
  // 0.3043 and 0.5053, their mean 0.4048: 0.2 becomes 0.5 x 0.2 + 0.5 x 0.4048 with half of the contrast.
  it.each<[PhotometricOptions, number[], number[]]>([
    [{ brightness: 1 }, [0, 0, 0, 0.75, 0, 0], [0.3, 0.45, 0.9, 0, 1, 1]],
    [{ contrast: 1 }, [0, 0, 0, 0.25, 0, 0], [0.3024, 0.3524, 0.5024, 0.2024, 0.5357, 0.7024]],
    [{ saturation: 1 }, [0, 0, 0, 0.25, 0, 0], [0.2521, 0.3022, 0.4522, 0.2527, 0.586, 0.7527]],
    [{ saturation: 0.5, contrast: 0.5, brightness: 0.5 }, [0, 0, 0, 0.5, 0.5, 0.5], [0.2, 0.3, 0.6, 0, 0.6667, 1]],
  ])('%o', (options, draws, expected) => {
    const made = photometric(options)(samples([0.2, 0.3, 0.6, 0, 2 / 3, 1], [1, 2, 3]), drawing(...draws));
    expect(rounded(made)).toEqual(expected);
  }); // prettier-ignore

  it('changes in the order that is drawn', () => {
    const options = { brightness: 1, contrast: 1 };
    const at = (first: number): number[] =>
      rounded(photometric(options)(samples([0.2, 0.6], [1, 2, 1]), drawing(first, 0.5, 0, 0.75, 0.25, 0)));
    expect(at(0)).toEqual([0.45, 0.75]);
    expect(at(0.9)).toEqual([0.45, 0.75]);
    const dark = { ...options, brightness: 0.5 };
    const cutFirst = (first: number): number[] =>
      rounded(photometric(dark)(samples([0.2, 0.9], [1, 2, 1]), drawing(first, 0.5, 0, 0.99999, 0.00001, 0)));
    expect(cutFirst(0)).not.toEqual(cutFirst(0.9));
  }); // prettier-ignore

  it('stays within 0 and 1', () => {
    const set = drawDigits({ count: 50 });
    const transform = photometric({ brightness: 1, contrast: 1 });
    const values = loader(set, { batch: 50, transform }).next().x.dataSync();
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThanOrEqual(1);
  });
});

describe('standardize', () => {
  it('gives every channel zero mean and unit deviation', () => {
    const images = Uint8Array.from({ length: 6000 }, (_, i) => (i % 3 === 2 ? 9 : (i * 37) % 200));
    const set = dataset({
      name: 'colors', images, labels: new Uint8Array(20), shape: [10, 10, 3], classes: 1,
    }); // prettier-ignore
    const transform = standardize(channelStatistics(set));
    const whole = loader(set, { batch: 20, transform });
    const { mean, deviation } = channelStatistics([{ x: whole.next().x }]);
    for (const value of mean) expect(Math.abs(value)).toBeLessThan(1e-3);
    // The last channel never changes: it becomes nearly 0, not noise.
    [1, 1, 0].forEach((value, c) => expect(deviation[c]).toBeCloseTo(value, 5));
  });

  it('finds the same statistics in batches as in the whole', () => {
    const set = drawDigits({ count: 70 });
    const { mean, deviation } = channelStatistics(set);
    const pieces = channelStatistics(loader(set, { batch: 30 }));
    expect(pieces.mean[0]).toBeCloseTo(mean[0]!, 7);
    expect(pieces.deviation[0]).toBeCloseTo(deviation[0]!, 7);
  });

  it('keeps a small deviation far from 0', () => {
    const x = tensor(Float32Array.from({ length: 1000 }, (_, i) => 1000 + (i % 2) / 64), { shape: [1000, 1] });
    const { deviation } = channelStatistics([{ x }]);
    expect(deviation[0]).toBeCloseTo(1 / 128, 9);
  }); // prettier-ignore
});

describe('standardizeEach', () => {
  it('takes each sample by itself, and leaves one of one color at 0', () => {
    const made = standardizeEach()(samples([1, 3, 1, 3, 5, 5, 5, 5], [2, 2]), generator(1));
    expect(rounded(made)).toEqual([-1, 1, -1, 1, 0, 0, 0, 0]);
  });
});

describe('subtractMean', () => {
  it('takes the mean image away', () => {
    const set = drawDigits({ count: 20 });
    const transform = subtractMean(meanImage(set));
    const x = loader(set, { batch: 20, transform }).next().x.dataSync();
    for (let i = 0; i < 784; i += 1) {
      let sum = 0;
      for (let n = 0; n < 20; n += 1) sum += x[n * 784 + i]!;
      expect(Math.abs(sum)).toBeLessThan(1e-5);
    }
  });
});

describe('zcaWhitening', () => {
  /** 500 examples of 6 numbers that depend on each other. */
  const correlated = (): Float32Array => {
    const draws = generator(4).integers(500 * 6, 1001);
    const x = Float32Array.from(draws, (draw) => draw / 1000);
    for (let n = 0; n < 500; n += 1) {
      for (let i = 1; i < 6; i += 1) x[n * 6 + i] = 0.8 * x[n * 6 + i - 1]! + 0.3 * x[n * 6 + i]!;
    }
    return x;
  };
  const batch = () => tensor(correlated(), { shape: [500, 3, 2] });

  it('makes the covariance the identity', () => {
    const whitening = zcaWhitening([{ x: batch() }], { eps: 0 });
    const y = whitening.apply(batch());
    expect(y.shape).toEqual([500, 3, 2]);
    const { mean, covariance: matrix } = covariance([{ x: y }]);
    for (const value of mean) expect(Math.abs(value)).toBeLessThan(1e-4);
    matrix.forEach((value, at) => {
      expect(Math.abs(value - (at % 7 === 0 ? 1 : 0))).toBeLessThan(1e-3);
    });
  });

  it('is symmetric: it turns nothing', () => {
    const { matrix } = zcaWhitening([{ x: batch() }]);
    for (let i = 0; i < 6; i += 1) {
      for (let j = 0; j < 6; j += 1) expect(matrix[6 * i + j]).toBeCloseTo(matrix[6 * j + i]!, 9);
    }
  });

  it('shrinks by variance / (variance + eps) along each direction', () => {
    // One number that varies by 1, one by 0.01: with eps 0.01 the second keeps half of its variance.
    const x = tensor([[1, 0.1], [-1, 0.1], [1, -0.1], [-1, -0.1]]);
    const { covariance: matrix } = covariance([{ x: zcaWhitening([{ x }], { eps: 0.01 }).apply(x) }]);
    [1 / 1.01, 0, 0, 0.5].forEach((value, at) => expect(matrix[at]).toBeCloseTo(value, 5));
  }); // prettier-ignore

  it('is the same as a transform', () => {
    const whitening = zcaWhitening([{ x: batch() }]);
    const made = whitening.transform(samples([...correlated()], [3, 2]), generator(1));
    expect([...made.values]).toEqual([...whitening.apply(batch()).dataSync()]);
  });
});

describe('transforms of values refuse', () => {
  const flat = () => tensor([[1, 2], [2, 4]]); // prettier-ignore
  it.each<[() => unknown, string]>([
    [() => photometric({ contrast: 2 }), 'photometric: contrast must be a number from 0 to 1, got 2.'],
    [
      () => photometric({ saturation: 0.5 })(samples([1], [1, 1, 1]), generator(1)),
      'photometric: saturation must be 0 for images that have not three channels, got 0.5.',
    ],
    [
      () => standardize({ mean: [0], deviation: [1, 1] }),
      'standardize: deviation must be of 1 numbers, as mean, got 2.',
    ],
    [
      () => standardize({ mean: [0], deviation: [1] })(samples([1, 2], [2]), generator(1)),
      'standardize: samples must be of 1 channels, got shape [2].',
    ],
    [
      () => subtractMean([0])(samples([1, 2], [2]), generator(1)),
      'subtractMean: samples must be of 1 numbers, as the mean, got shape [2].',
    ],
    [() => channelStatistics([]), 'channelStatistics: samples must be at least one, got none.'],
    [
      () => zcaWhitening([{ x: flat() }], { eps: 0 }),
      'zcaWhitening: eps must be positive for data that do not vary in all directions, got 0.',
    ],
    [() => zcaWhitening([{ x: flat() }], { eps: -1 }), 'zcaWhitening: eps must be a number from 0 to '],
    [
      () => zcaWhitening([{ x: flat() }]).apply(tensor([[1, 2, 3]])),
      'zca.apply: x must be [N, ...] of 2 numbers an example, got [1, 3].',
    ],
    [
      () => zcaWhitening([{ x: flat() }]).transform(samples([1], [1]), generator(1)),
      'zca.transform: samples must be of 2 numbers, got shape [1].',
    ],
  ])('%s', (act, message) => {
    expect(act).toThrow(message);
  }); // prettier-ignore
});
