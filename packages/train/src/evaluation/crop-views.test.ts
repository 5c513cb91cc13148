import { createReferenceBackend } from '@evenkeel/kernels';
import { arange, reshape, setBackend, tensor } from '@evenkeel/tensor';
import { beforeAll, describe, expect, it } from 'vitest';
import { cropViews, type CropViewOptions } from './crop-views.js';

beforeAll(() => setBackend(createReferenceBackend({ precision: 'float64' })));

/** Pixel (i, j) of 5 x 7 is 10 i + j; the second image is 100 higher. */
const images = () =>
  tensor(
    [0, 100].map((more) =>
      Array.from({ length: 5 }, (_, i) =>
        Array.from({ length: 7 }, (_unused, j) => [more + 10 * i + j]),
      ),
    ),
  );

/** The upper left pixel of each view of the first image. */
const corners = (options: CropViewOptions): number[] =>
  cropViews(options).map((view) => view(images()).dataSync()[0]!);

describe('cropViews', () => {
  it('spreads crops from border to border', () => {
    expect(corners({ size: [3, 3], mirror: false })).toEqual([0, 2, 4, 10, 12, 14, 20, 22, 24]);
    expect(corners({ size: [3, 3], grid: 2, mirror: false })).toEqual([0, 4, 20, 24]);
    expect(corners({ size: [3, 3], grid: 1, mirror: false })).toEqual([12]);
    expect(corners({ size: [5, 7], grid: 1, mirror: false })).toEqual([0]);
  });

  it('takes whole crops of all images, and mirrors them', () => {
    const [, , , last, ...mirrored] = cropViews({ size: [2, 3], grid: 2 });
    expect(last!(images()).shape).toEqual([2, 2, 3, 1]);
    const crop = [34, 35, 36, 44, 45, 46];
    expect(Array.from(last!(images()).dataSync())).toEqual([...crop, ...crop.map((p) => p + 100)]);
    expect(mirrored).toHaveLength(4);
    expect(Array.from(mirrored[3]!(images()).dataSync()).slice(0, 6)).toEqual([
      36, 35, 34, 46, 45, 44,
    ]);
  });

  it('pads, so that crops are as large as the images', () => {
    const views = cropViews({ size: [2, 2], padding: 1, mirror: false });
    const image = reshape(arange(4), [1, 2, 2, 1]);
    const crops = views.map((view) => Array.from(view(image).dataSync()));
    expect(crops[0]).toEqual([0, 0, 0, 0]);
    expect(crops[4]).toEqual([0, 1, 2, 3]);
    expect(crops[8]).toEqual([3, 0, 0, 0]);
  });

  it('refuses what makes no sense', () => {
    const cases: [CropViewOptions, string][] = [
      [{ size: [0, 2] }, 'size must be two whole numbers from 1 on, got [0, 2].'],
      [{ size: [2, 2], grid: 0 }, 'grid must be a whole number from 1 on, got 0.'],
      [{ size: [2, 2], padding: -1 }, 'padding must be a whole number from 0 on, got -1.'],
    ];
    for (const [options, complaint] of cases) {
      expect(() => cropViews(options)).toThrow(`cropViews: ${complaint}`);
    }
    const [view] = cropViews({ size: [6, 2] });
    expect(() => view!(images())).toThrow(
      'cropViews: x must be [N, H, W, C] with H >= 6 and W >= 2 after padding, got [2, 5, 7, 1].',
    );
    expect(() => view!(tensor([1]))).toThrow('got [1].');
  });
});
