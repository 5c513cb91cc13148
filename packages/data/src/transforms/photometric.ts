import { imageSizes, refuse, uniforms, within } from './checks.js';
import type { Transform } from './transform.js';

export interface PhotometricOptions {
  /** Brightness is changed by a factor from 1 - this to 1 + this; 0 unless given. */
  readonly brightness?: number;
  /** Contrast likewise; 0 unless given. */
  readonly contrast?: number;
  /** Strength of colors likewise, for images of three channels; 0 unless given. */
  readonly saturation?: number;
}

/** What the eye sees of red, green and blue (ITU-R BT.601). */
const luma = [0.299, 0.587, 0.114] as const;

/**
 * Photometric distortions: brightness, contrast and saturation of each image change by random factors, in a random order.
 *
 * brightness: y = f x; contrast: y = f x + (1 - f) m, m the mean grey of the image; saturation: y = f x + (1 - f) g, g the grey
 * of the pixel. Each f is drawn evenly from 1 - v … 1 + v for its option v; after each the values are cut to 0 … 1. Grey is
 * 0.299 R + 0.587 G + 0.114 B, or the mean over channels of images that have not three.
 *
 * @param options  brightness = 0; contrast = 0; saturation = 0, each from 0 to 1
 * @returns  a transform of images [H, W, C] of values from 0 to 1 to the same shape
 * @throws ArgumentError  options outside of 0 to 1; from the transform: no images, or a saturation without three channels
 * @see Howard 2013, "Some improvements on deep convolutional neural network based image classification"
 * @example
 * const set = drawDigits({ count: 4 });
 * const transform = photometric({ brightness: 0.3, contrast: 0.3 });
 * loader(set, { batch: 4, transform }).next().x.shape; // [4, 28, 28, 1]
 */
export function photometric(options: PhotometricOptions): Transform {
  const { brightness = 0, contrast = 0, saturation = 0 } = options;
  const strengths = { brightness, contrast, saturation };
  const op = 'photometric';
  for (const entry of Object.entries(strengths)) within(op, entry, { least: 0, most: 1 });
  const kinds = (['brightness', 'contrast', 'saturation'] as const).filter(
    (kind) => strengths[kind] > 0,
  );
  return (samples, generator) => {
    const { count, channels, size } = imageSizes(op, samples);
    if (saturation > 0 && channels !== 3) {
      refuse(op, ['saturation', '0 for images that have not three channels', String(saturation)]);
    }
    // For each image the order of the changes, then a factor for each.
    const draws = uniforms(generator, 6 * count);
    for (let image = 0; image < count; image += 1) {
      const values = samples.values.subarray(image * size, (image + 1) * size);
      const [order, factors] = [draws.subarray(6 * image), draws.subarray(6 * image + 3)];
      const mixed = kinds.map((kind, i) => ({ kind, i, at: order[i]! }));
      for (const { kind, i } of mixed.toSorted((a, b) => a.at - b.at)) {
        changes[kind](values, 1 + (2 * factors[i]! - 1) * strengths[kind], channels);
      }
    }
    return samples;
  };
}

type Change = (values: Float32Array, factor: number, channels: number) => void;

const changes: Readonly<Record<'brightness' | 'contrast' | 'saturation', Change>> = {
  brightness(values, factor) {
    for (let i = 0; i < values.length; i += 1) values[i] = cut(factor * values[i]!);
  },
  contrast(values, factor, channels) {
    let sum = 0;
    for (let at = 0; at < values.length; at += channels) sum += grey(values, at, channels);
    const rest = (1 - factor) * (sum / (values.length / channels));
    for (let i = 0; i < values.length; i += 1) values[i] = cut(factor * values[i]! + rest);
  },
  saturation(values, factor, channels) {
    for (let at = 0; at < values.length; at += channels) {
      const rest = (1 - factor) * grey(values, at, channels);
      for (let i = at; i < at + channels; i += 1) values[i] = cut(factor * values[i]! + rest);
    }
  },
};

const cut = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

function grey(values: Float32Array, at: number, channels: number): number {
  if (channels === 3) {
    return luma[0] * values[at]! + luma[1] * values[at + 1]! + luma[2] * values[at + 2]!;
  }
  let sum = 0;
  for (let i = at; i < at + channels; i += 1) sum += values[i]!;
  return sum / channels;
}
