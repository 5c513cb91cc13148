import type { Dataset } from '../dataset.js';
import { refuse, sizeOf } from './checks.js';
import type { Transform } from './transform.js';

/**
 * The mean image of a data set: mean[i] = sum over n of x[n, i] / N, bytes counting from 0 to 1.
 *
 * @param set  at least one image
 * @returns  [H * W * C], in the order of an image
 * @example
 * const set = dataset({ name: 'two', images: Uint8Array.of(0, 51, 255, 51), labels: Uint8Array.of(0, 0), shape: [1, 2, 1], classes: 1 });
 * meanImage(set); // [0.5, 0.2]
 */
export function meanImage({ images, shape, count }: Dataset): Float64Array {
  const size = sizeOf(shape);
  const sums = new Float64Array(size);
  for (let at = 0; at < images.length;) {
    for (let i = 0; i < size; i += 1, at += 1) sums[i]! += images[at]!;
  }
  return sums.map((sum) => sum / (255 * count));
}

/**
 * Takes a mean sample from each sample: y[n, i] = x[n, i] - mean[i].
 *
 * @param mean  [size of a sample], such as `meanImage(set)` of the training images
 * @returns  a transform of samples of that size
 * @throws ArgumentError  from the transform: samples of another size
 * @example
 * const set = drawDigits({ count: 10 });
 * const transform = subtractMean(meanImage(set));
 * mean(loader(set, { batch: 10, transform }).next().x).item(); // 0
 */
export function subtractMean(mean: ArrayLike<number>): Transform {
  return (samples) => {
    const size = sizeOf(samples.shape);
    if (size !== mean.length) {
      const found = `shape [${samples.shape.join(', ')}]`;
      refuse('subtractMean', ['samples', `of ${mean.length} numbers, as the mean`, found]);
    }
    const { values } = samples;
    for (let at = 0; at < values.length;) {
      for (let i = 0; i < size; i += 1, at += 1) values[at]! -= mean[i]!;
    }
    return samples;
  };
}
