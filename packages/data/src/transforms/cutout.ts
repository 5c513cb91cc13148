import { imageSizes, uniforms, whole } from './checks.js';
import type { Transform } from './transform.js';

export interface CutoutOptions {
  /** Side of the square, in pixels. */
  readonly size: number;
  /** What it is filled with; 0 (black) unless given. */
  readonly fill?: number;
}

/**
 * Covers a square of each image, so that no net relies on one spot.
 *
 * The middle of the square is drawn evenly from all pixels: what stands over the border is cut off, as in the paper.
 *
 * @param options  size, in pixels; fill = 0
 * @returns  a transform of images [H, W, C] to the same shape
 * @throws ArgumentError  a size that is no whole number from 1 on; from the transform: no images
 * @see DeVries & Taylor 2017, "Improved regularization of convolutional neural networks with cutout"
 * @example
 * const set = drawDigits({ count: 4 });
 * const transform = cutout({ size: 8, fill: 0.5 });
 * loader(set, { batch: 4, transform }).next().x.shape; // [4, 28, 28, 1]
 */
export function cutout(options: CutoutOptions): Transform {
  const { fill = 0 } = options;
  const side = whole('cutout', ['size', options.size], 1);
  return (samples, generator) => {
    const { count, height, width, channels, size } = imageSizes('cutout', samples);
    const draws = uniforms(generator, 2 * count);
    for (let image = 0; image < count; image += 1) {
      const top = Math.floor(draws[2 * image]! * height) - (side >> 1);
      const left = Math.floor(draws[2 * image + 1]! * width) - (side >> 1);
      const first = Math.max(0, left) * channels;
      const last = Math.min(width, left + side) * channels;
      for (let row = Math.max(0, top); row < Math.min(height, top + side); row += 1) {
        const start = image * size + row * width * channels;
        samples.values.fill(fill, start + first, start + last);
      }
    }
    return samples;
  };
}
