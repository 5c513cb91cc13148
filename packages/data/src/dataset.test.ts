import { describe, expect, it } from 'vitest';
import { dataset, pixelStatistics, sliceDataset } from './dataset.js';

const parts = {
  name: 'dots',
  images: Uint8Array.of(0, 255, 255, 255),
  labels: Uint8Array.of(1, 0, 1, 1),
  shape: [1, 1, 1],
  classes: 2,
} as const;

describe('dataset', () => {
  it('counts its images', () => {
    expect(dataset(parts).count).toBe(4);
  });

  it('refuses a label without an image', () => {
    expect(() => dataset({ ...parts, images: Uint8Array.of(1, 2, 3) })).toThrow(
      'dataset: images of dots must have 4 x 1 bytes, one image per label, got 3.',
    );
  });

  it('refuses a label out of range', () => {
    expect(() => dataset({ ...parts, labels: Uint8Array.of(1, 0, 2, 1) })).toThrow(
      'dataset: labels of dots must be from 0 to 1, got 2 for image 2.',
    );
    expect(() => dataset({ ...parts, labels: Int32Array.of(-1, 0, 0, 1) })).toThrow(
      'dataset: labels of dots must be from 0 to 1, got -1 for image 0.',
    );
  });

  it('refuses numbers that are no bytes, which would be cut to black', () => {
    const given = (other: object) => () => dataset({ ...parts, ...other });
    expect(given({ images: Float32Array.of(0, 0.5, 1, 1) })).toThrow(
      'dataset: images of dots must be a Uint8Array, got a Float32Array. tensorLoader takes numbers of any kind.',
    );
    for (const images of [undefined, null]) {
      expect(given({ images })).toThrow(
        `dataset: images of dots must be a Uint8Array, got ${images}. tensorLoader takes numbers of any kind.`,
      );
    }
    expect(given({ shape: undefined })).toThrow(
      'dataset: shape of dots must be [H, W, C], got undefined.',
    );
    expect(given({ shape: [4] })).toThrow('dataset: shape of dots must be [H, W, C], got [4].');
  });

  it('takes the bytes of a canvas, which it shares', () => {
    const images = Uint8ClampedArray.of(0, 255, 300, -1);
    const set = dataset({ ...parts, images });
    expect(set.images).toEqual(Uint8Array.of(0, 255, 255, 0));
    expect(set.images.buffer).toBe(images.buffer);
  });

  it('takes labels in a list of whole numbers, and refuses others', () => {
    const set = dataset({ ...parts, labels: [1, 0, 1, 1] });
    expect(set.labels).toEqual(Int32Array.of(1, 0, 1, 1));
    expect(sliceDataset(set, { start: 2 }).labels).toEqual(Int32Array.of(1, 1));
    const given = (labels: unknown) => () => dataset({ ...parts, labels: labels as number[] });
    expect(given([1, 0, 0.5, 1])).toThrow(
      'dataset: labels of dots must be whole numbers of 32 bits, got 0.5 for image 2.',
    );
    expect(given([1, 0, '1', 1])).toThrow(
      "dataset: labels of dots must be whole numbers of 32 bits, got '1' for image 2.",
    );
    expect(given([1, 0, 2, 1])).toThrow(
      'dataset: labels of dots must be from 0 to 1, got 2 for image 2.',
    );
    expect(given([1, 1n, 1, 1])).toThrow(
      'dataset: labels of dots must be whole numbers of 32 bits, got 1n for image 1.',
    );
    const rule = 'a Uint8Array, an Int32Array or an array of whole numbers';
    for (const labels of [undefined, null]) {
      expect(given(labels)).toThrow(`dataset: labels of dots must be ${rule}, got ${labels}.`);
    }
    expect(given(Float32Array.of(1, 0, 1, 1))).toThrow(
      `dataset: labels of dots must be ${rule}, got a Float32Array.`,
    );
  });
});

describe('sliceDataset', () => {
  it('shares the pixels of a range', () => {
    const set = dataset(parts);
    const middle = sliceDataset(set, { start: 1, end: 3 });
    expect(middle).toMatchObject({ count: 2, labels: Uint8Array.of(0, 1) });
    expect(middle.images.buffer).toBe(set.images.buffer);
  });

  it('cuts a range to what there is', () => {
    expect(sliceDataset(dataset(parts), { end: 9 }).count).toBe(4);
    expect(sliceDataset(dataset(parts), { start: 7 }).count).toBe(0);
    expect(sliceDataset(dataset(parts), { end: 0 }).count).toBe(0);
  });
});

describe('pixelStatistics', () => {
  it('measures pixels from 0 to 1', () => {
    const { mean, deviation } = pixelStatistics(dataset(parts));
    expect(mean).toBe(0.75);
    expect(deviation).toBeCloseTo(Math.sqrt(0.75 * 0.25), 15);
  });
});
