import type { Generator } from '@evenkeel/tensor';
import { imageSizes, uniforms, whole, refuse } from './checks.js';
import type { Samples, Transform } from './transform.js';

export interface RandomCropOptions {
  /** Pixels that are added on each side before the cut; 0 unless given. */
  readonly padding?: number;
  /** [H, W] of the cut; the size of the image unless given. */
  readonly size?: readonly [height: number, width: number];
  /** What the added pixels are: 0 (black) unless given. */
  readonly fill?: number;
}

/**
 * A cut of each image at a random place, after a border was added: small shifts, such as 4 pixels for CIFAR.
 *
 * y[i, j, c] = x[i + a - p, j + b - p, c], or `fill` outside of x, with a drawn evenly from 0 … H + 2p - H', b likewise.
 *
 * @param options  padding p = 0; size [H', W'] = [H, W]; fill = 0
 * @returns  a transform of images [H, W, C] to [H', W', C]
 * @throws ArgumentError  a padding or size that is no whole number; from the transform: no images, or a cut larger than they are
 *   with their border
 * @see He, Zhang, Ren & Sun 2016, "Deep residual learning for image recognition", section 4.2
 * @example
 * const set = drawDigits({ count: 4 });
 * const small = randomCrop({ size: [24, 24] });
 * loader(set, { batch: 4, transform: small }).next().x.shape; // [4, 24, 24, 1]
 */
export function randomCrop(options: RandomCropOptions = {}): Transform {
  const { fill = 0 } = options;
  const padding = whole('randomCrop', ['padding', options.padding ?? 0], 0);
  for (const length of options.size ?? []) whole('randomCrop', ['size', length], 1);
  return (samples: Samples, generator: Generator): Samples => {
    const from = imageSizes('randomCrop', samples);
    const { count, channels, size } = from;
    const [height, width] = options.size ?? [from.height, from.width];
    const free = [from.height + 2 * padding - height, from.width + 2 * padding - width] as const;
    if (free[0] < 0 || free[1] < 0) {
      const most = `at most [${from.height + 2 * padding}, ${from.width + 2 * padding}], the image with its border`;
      refuse('randomCrop', ['size', most, `[${height}, ${width}]`]);
    }
    const draws = uniforms(generator, 2 * count);
    const values = new Float32Array(count * height * width * channels).fill(fill);
    for (let image = 0; image < count; image += 1) {
      const top = Math.floor(draws[2 * image]! * (free[0] + 1)) - padding;
      const left = Math.floor(draws[2 * image + 1]! * (free[1] + 1)) - padding;
      const first = Math.max(0, -left);
      const last = Math.min(width, from.width - left);
      for (let row = Math.max(0, -top); row < height && row + top < from.height; row += 1) {
        const start = image * size + ((row + top) * from.width + left + first) * channels;
        const cut = samples.values.subarray(start, start + (last - first) * channels);
        values.set(cut, ((image * height + row) * width + first) * channels);
      }
    }
    return { ...samples, values, shape: [height, width, channels] };
  };
}
