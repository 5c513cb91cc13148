import { betas } from './beta.js';
import { imageSizes, uniforms } from './checks.js';
import { positive, type MixOptions } from './mixup.js';
import { mixTargets } from './targets.js';
import type { Transform } from './transform.js';

/**
 * Puts a rectangle of another image of the batch into each image, and mixes their labels by area.
 *
 * The rectangle has the sides H sqrt(1 - s) and W sqrt(1 - s), s drawn from Beta(alpha, alpha), and a middle drawn evenly from all
 * pixels; what stands over the border is cut off. target[n] = s' t[n] + (1 - s') t[m], s' being the share of the area that stayed.
 * Labels become probabilities [N, classes], which `crossEntropy` takes.
 *
 * @param options  alpha = 1
 * @returns  a transform of images [H, W, C] to the same shape
 * @throws ArgumentError  an alpha that is not positive; from the transform: no images
 * @see Yun et al. 2019, "CutMix: regularization strategy to train strong classifiers with localizable features"
 * @example
 * const set = drawDigits({ count: 4 });
 * const { y } = loader(set, { batch: 4, transform: cutmix() }).next();
 * y.shape; // [4, 10]
 */
export function cutmix(options: MixOptions = {}): Transform {
  const alpha = positive('cutmix', options.alpha ?? 1);
  return (samples, generator) => {
    const { count, height, width, channels, size } = imageSizes('cutmix', samples);
    const partners = generator.fork('partners').permutation(count);
    const shares = betas(generator.fork('shares'), count, alpha);
    const draws = uniforms(generator.fork('places'), 2 * count);
    const values = samples.values.slice();
    for (let image = 0; image < count; image += 1) {
      const side = Math.sqrt(1 - shares[image]!);
      const [top, bottom] = span(draws[2 * image]!, height, side);
      const [left, right] = span(draws[2 * image + 1]!, width, side);
      for (let row = top; row < bottom; row += 1) {
        const start = (row * width + left) * channels;
        const other = partners[image]! * size + start;
        const patch = samples.values.subarray(other, other + (right - left) * channels);
        values.set(patch, image * size + start);
      }
      shares[image] = 1 - ((bottom - top) * (right - left)) / (height * width);
    }
    return { ...samples, values, targets: mixTargets(samples, partners, shares) };
  };
}

/** From and to of a side of the rectangle, inside of the image. */
function span(draw: number, length: number, share: number): [from: number, to: number] {
  const middle = Math.floor(draw * length);
  const half = (length * share) / 2;
  return [Math.max(0, Math.round(middle - half)), Math.min(length, Math.round(middle + half))];
}
