import { imageSizes, refuse, uniforms, within } from './checks.js';
import type { Transform } from './transform.js';

export interface RandomFlipOptions {
  /** Share of the images that are flipped; 0.5 unless given. */
  readonly probability?: number;
  /** `horizontal` swaps left and right, `vertical` top and bottom; horizontal unless given. */
  readonly direction?: 'horizontal' | 'vertical';
}

/**
 * Mirrors images at random: y[i, j, c] = x[i, W - 1 - j, c], or x[H - 1 - i, j, c].
 *
 * @param options  probability = 0.5; direction = 'horizontal'
 * @returns  a transform of images [H, W, C] to the same shape
 * @throws ArgumentError  a probability that is none, another direction; from the transform: no images
 * @example
 * const set = dataset({ name: 'one', images: Uint8Array.of(0, 255), labels: Uint8Array.of(0), shape: [1, 2, 1], classes: 1 });
 * const always = randomFlip({ probability: 1 });
 * loader(set, { batch: 1, transform: always }).next().x.dataSync(); // [1, 0]
 */
export function randomFlip(options: RandomFlipOptions = {}): Transform {
  const { direction = 'horizontal' } = options;
  const probability = within('randomFlip', ['probability', options.probability ?? 0.5], {
    least: 0,
    most: 1,
  });
  if (direction !== 'horizontal' && direction !== 'vertical') {
    refuse('randomFlip', ['direction', 'horizontal or vertical', String(direction)]);
  }
  return (samples, generator) => {
    const { count, height, width, channels, size } = imageSizes('randomFlip', samples);
    const draws = uniforms(generator, count);
    // Rows of pixels, or rows of the image: runs that keep their inside and change places.
    const horizontal = direction === 'horizontal';
    const groups = horizontal ? height : 1;
    const runs = horizontal ? width : height;
    const length = horizontal ? channels : width * channels;
    for (let image = 0; image < count; image += 1) {
      if (draws[image]! >= probability) continue;
      for (let group = 0; group < groups; group += 1) {
        const start = image * size + group * runs * length;
        reverse(samples.values.subarray(start, start + runs * length), length);
      }
    }
    return samples;
  };
}

/** Turns the order of runs around. */
function reverse(values: Float32Array, length: number): void {
  for (let a = 0, b = values.length - length; a < b; a += length, b -= length) {
    for (let i = 0; i < length; i += 1) {
      const kept = values[a + i]!;
      values[a + i] = values[b + i]!;
      values[b + i] = kept;
    }
  }
}
