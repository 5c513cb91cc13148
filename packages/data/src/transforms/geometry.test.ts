import { generator, type Generator } from '@evenkeel/tensor';
import { describe, expect, it } from 'vitest';
import { cutout } from './cutout.js';
import { randomAffine } from './random-affine.js';
import { randomCrop } from './random-crop.js';
import { randomFlip } from './random-flip.js';
import type { Samples, Transform } from './transform.js';

/** Images that count from 1 on, so that every pixel is another one. */
function images(count: number, shape: readonly [number, number, number]): Samples {
  const size = shape[0] * shape[1] * shape[2];
  return {
    values: Float32Array.from({ length: count * size }, (_, i) => i + 1),
    shape, labels: new Int32Array(count), classes: 2, targets: null,
  }; // prettier-ignore
}

/** A generator that gives these numbers from 0 to 1. */
const drawing = (...draws: number[]): Generator =>
  ({ integers: () => Int32Array.from(draws, (draw) => draw * 0x80000000) }) as unknown as Generator;

const rows = (samples: Samples, size: number): number[][] =>
  Array.from({ length: samples.values.length / size }, (_, i) => [
    ...samples.values.subarray(i * size, (i + 1) * size),
  ]);

describe('randomCrop', () => {
  it('shifts by the draws, with a border of what it is told', () => {
    const crop = randomCrop({ padding: 1, fill: -1 });
    // Of the offsets 0, 1, 2: the first and the last.
    const made = crop(images(1, [2, 2, 1]), drawing(0, 0.99));
    expect([...made.values]).toEqual([-1, -1, 2, -1]);
  });

  it('cuts a smaller image out of each, with all of its channels', () => {
    const made = randomCrop({ size: [1, 2] })(images(2, [2, 2, 2]), drawing(0.5, 0, 0, 0));
    expect(made.shape).toEqual([1, 2, 2]);
    expect(rows(made, 4)).toEqual([[5, 6, 7, 8], [9, 10, 11, 12]]); // prettier-ignore
  });

  it('draws every place evenly', () => {
    const places = new Map<number, number>();
    const made = randomCrop({ padding: 1 })(
      { ...images(1, [3, 3, 1]), values: new Float32Array(9 * 4500).map((_, i) => (i % 9) + 1), labels: new Int32Array(4500) },
      generator(3),
    ); // prettier-ignore
    // The middle pixel of the result says where the cut was.
    for (const image of rows(made, 9)) places.set(image[4]!, (places.get(image[4]!) ?? 0) + 1);
    expect([...places.keys()].toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (const count of places.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
  });
});

describe('randomFlip', () => {
  it.each<['horizontal' | 'vertical', number[]]>([
    ['horizontal', [3, 4, 1, 2, 7, 8, 5, 6]],
    ['vertical', [5, 6, 7, 8, 1, 2, 3, 4]],
  ])('%s, each pixel as a whole', (direction, expected) => {
    const made = randomFlip({ direction })(images(2, [2, 2, 2]), drawing(0.4, 0.5));
    expect(rows(made, 8)).toEqual([expected, [9, 10, 11, 12, 13, 14, 15, 16]]);
  });

  it('flips the share it is told', () => {
    const flip = randomFlip({ probability: 0.25 });
    const made = flip(images(4000, [1, 2, 1]), generator(1));
    const flipped = rows(made, 2).filter(([a = 0, b = 0]) => a > b).length;
    expect(Math.abs(flipped - 1000)).toBeLessThan(90);
  });
});

describe('cutout', () => {
  it('covers a square about its middle, cut at the border', () => {
    const made = cutout({ size: 2, fill: 0 })(images(2, [3, 3, 1]), drawing(0.5, 0.5, 0, 0));
    expect(rows(made, 9)).toEqual([
      [0, 0, 3, 0, 0, 6, 7, 8, 9],
      [0, 11, 12, 13, 14, 15, 16, 17, 18],
    ]);
  });
});

describe('randomAffine', () => {
  const rounded = ({ values }: Samples): number[] =>
    [...values].map((value) => Math.round(value * 1e4) / 1e4 + 0);
  const square = (): Samples => images(1, [3, 3, 1]);
  // Draws: rotation, shear, scale, shift along x, along y; 0 is one end of a range, 0.5 its middle.
  it.each<{ what: string; transform: Transform; draws: number[]; expected: number[] }>([
    { what: 'nothing', transform: randomAffine(), draws: [0, 0, 0, 0, 0], expected: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
    { what: 'a quarter turn', transform: randomAffine({ rotation: 90 }), draws: [0, 0.5, 0, 0.5, 0.5], expected: [3, 6, 9, 2, 5, 8, 1, 4, 7] },
    { what: 'a shift to the left', transform: randomAffine({ translation: 1 / 3 }), draws: [0.5, 0.5, 0, 0, 0.5], expected: [2, 3, 0, 5, 6, 0, 8, 9, 0] },
    { what: 'half a pixel up', transform: randomAffine({ translation: 1 / 6 }), draws: [0.5, 0.5, 0, 0.5, 0], expected: [2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 3.5, 4, 4.5] },
    { what: 'twice the size', transform: randomAffine({ scale: [2, 2] }), draws: [0.5, 0.5, 0, 0.5, 0.5], expected: [3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7] },
    { what: 'a shear', transform: randomAffine({ shear: 45 }), draws: [0.5, 0, 0, 0.5, 0.5], expected: [0, 1, 2, 4, 5, 6, 8, 9, 0] },
  ])('$what', ({ transform, draws, expected }) => {
    expect(rounded(transform(square(), drawing(...draws)))).toEqual(expected);
  }); // prettier-ignore

  it('moves the channels of a pixel together', () => {
    const made = randomAffine({ rotation: 180 })(
      images(1, [1, 2, 2]),
      drawing(0, 0.5, 0, 0.5, 0.5),
    );
    expect(rounded(made)).toEqual([3, 4, 1, 2]);
  });

  it('keeps a constant image where it covers itself', () => {
    const flat = { ...images(20, [8, 8, 1]), values: new Float32Array(20 * 64).fill(0.7) };
    const transform = randomAffine({ rotation: 30, scale: [0.5, 2], shear: 20, fill: 0.7 });
    const made = transform(flat, generator(2));
    for (const value of made.values) expect(value).toBeCloseTo(0.7, 6);
  });
});

describe('transforms of images refuse', () => {
  it.each<[() => unknown, string]>([
    [() => randomCrop({ padding: -1 }), 'randomCrop: padding must be a whole number from 0 on, got -1.'],
    [() => randomCrop({ size: [0, 3] }), 'randomCrop: size must be a whole number from 1 on, got 0.'],
    [
      () => randomCrop({ size: [4, 3], padding: 1 })(images(1, [1, 2, 1]), generator(1)),
      'randomCrop: size must be at most [3, 4], the image with its border, got [4, 3].',
    ],
    [() => randomFlip({ probability: 1.5 }), 'randomFlip: probability must be a number from 0 to 1, got 1.5.'],
    [
      () => randomFlip({ direction: 'up' as 'vertical' }),
      'randomFlip: direction must be horizontal or vertical, got up.',
    ],
    [() => cutout({ size: 0 }), 'cutout: size must be a whole number from 1 on, got 0.'],
    [() => randomAffine({ rotation: Number.NaN }), 'randomAffine: rotation must be a number from 0 to 180, got NaN.'],
    [
      () => randomAffine({ scale: [1, 0.5] }),
      'randomAffine: scale must be two positive numbers, the smaller one first, got [1, 0.5].',
    ],
    [
      () => cutout({ size: 1 })({ ...images(1, [1, 2, 1]), shape: [2] }, generator(1)),
      'cutout: samples must be images [H, W, C], got samples of shape [2].',
    ],
  ])('%s', (act, message) => {
    expect(act).toThrow(message);
  }); // prettier-ignore
});
