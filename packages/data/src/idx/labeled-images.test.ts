import { describe, expect, it } from 'vitest';
import { bytesSource } from '../byte-source.js';
import { readLabeledImages } from './labeled-images.js';

const images = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 10, 20, 30, 40);
const labels = (...values: number[]) =>
  Uint8Array.of(0, 0, 8, 1, 0, 0, 0, values.length, ...values);
const read = (labelBytes: Uint8Array, imageBytes = images) =>
  readLabeledImages({
    images: bytesSource('images.idx', imageBytes),
    labels: bytesSource('labels.idx', labelBytes),
    name: 'two',
    classes: 10,
  });

describe('readLabeledImages', () => {
  it('joins images and labels', async () => {
    expect(await read(labels(7, 9))).toEqual({
      name: 'two',
      images: Uint8Array.of(10, 20, 30, 40),
      labels: Uint8Array.of(7, 9),
      count: 2,
      shape: [1, 2, 1],
      classes: 10,
    });
  });

  it('turns images that are stored by columns, and counts labels from the first', async () => {
    const set = await readLabeledImages({
      images: bytesSource(
        'images',
        Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6),
      ),
      labels: bytesSource('labels', labels(26)),
      name: 'letters',
      classes: 26,
      transposed: true,
      firstLabel: 1,
    });
    expect(set).toMatchObject({ shape: [3, 2, 1], labels: Uint8Array.of(25) });
    expect([...set.images]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it('refuses a label below the first', async () => {
    const pair = {
      images: bytesSource('images', images),
      name: 'letters',
      classes: 26,
      firstLabel: 1,
    };
    await expect(
      readLabeledImages({ ...pair, labels: bytesSource('labels.idx', labels(3, 0)) }),
    ).rejects.toThrow(
      'readLabeledImages: labels.idx must hold labels from 1 to 26, got 0 at byte 9.',
    );
  });

  it('refuses counts that differ', async () => {
    await expect(read(labels(7, 9, 1))).rejects.toThrow(
      'readLabeledImages: labels.idx must hold 2 labels, as images.idx holds 2 images, got 3 at byte 4.',
    );
  });

  it('refuses a label out of range', async () => {
    await expect(read(labels(7, 10))).rejects.toThrow(
      'readLabeledImages: labels.idx must hold labels from 0 to 9, got 10 at byte 9.',
    );
  });

  it('refuses labels in the place of images', async () => {
    await expect(read(labels(1), labels(1))).rejects.toThrow(
      'readIdx: images.idx must start with 00 00 08 03 (unsigned bytes, 3 axes), got 00 00 08 01 at byte 0. ' +
        'Images and labels may have been exchanged, or this is no IDX file.',
    );
  });
});
