// What transforms ask of their options and samples, and how they draw.
import { ArgumentError, type Generator } from '@evenkeel/tensor';
import type { Samples } from './transform.js';

/** Sizes of a batch of images. */
export interface ImageSizes {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Numbers of one image. */
  readonly size: number;
}

/** Refuses samples that are no images. */
export function imageSizes(op: string, { labels, shape }: Samples): ImageSizes {
  const [height = 0, width = 0, channels = 0] = shape;
  if (shape.length !== 3) {
    refuse(op, ['samples', 'images [H, W, C]', `samples of shape [${shape.join(', ')}]`]);
  }
  const size = height * width * channels;
  return { count: labels.length, height, width, channels, size };
}

/** Numbers of one sample. */
export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);

/** `rule`: argument, what it must be, what it is. */
export function refuse(
  op: string,
  [argument, expected, received]: [string, string, string],
): never {
  throw new ArgumentError({ op, argument, expected, received });
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** A number from `least` to `most`. */
export function within(
  op: string,
  [argument, value]: [string, number],
  { least, most }: Range,
): number {
  if (value >= least && value <= most) return value;
  const rule =
    most === Infinity ? `a number from ${least} on` : `a number from ${least} to ${most}`;
  return refuse(op, [argument, rule, String(value)]);
}

/** A whole number from `least` on. */
export function whole(op: string, [argument, value]: [string, number], least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  return refuse(op, [argument, `a whole number from ${least} on`, String(value)]);
}

const drawRange = 0x80000000;

/** Numbers that are drawn evenly from 0 up to, not including, 1. */
export function uniforms(generator: Generator, count: number): Float64Array {
  return Float64Array.from(generator.integers(count, drawRange), (draw) => draw / drawRange);
}
