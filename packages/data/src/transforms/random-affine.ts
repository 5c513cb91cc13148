import { imageSizes, refuse, uniforms, within, type ImageSizes } from './checks.js';
import type { Transform } from './transform.js';

export interface RandomAffineOptions {
  /** Turned by up to this many degrees, either way; 0 unless given. */
  readonly rotation?: number;
  /** Shifted by up to this share of the width and of the height; 0 unless given. */
  readonly translation?: number;
  /** Enlarged by a factor between these; [1, 1] unless given. */
  readonly scale?: readonly [least: number, most: number];
  /** Sheared along x by up to this many degrees, either way; 0 unless given. */
  readonly shear?: number;
  /** What lies outside of the image; 0 (black) unless given. */
  readonly fill?: number;
}

/**
 * Turns, enlarges, shears and shifts each image about its middle, at random.
 *
 * With p the place of a pixel from the middle: y(A p + t) = x(p), A = scale R(rotation) [[1, tan(shear)], [0, 1]], t the shift.
 * Every number is drawn evenly. Pixels between pixels are interpolated bilinearly; what comes from outside is `fill`.
 *
 * @param options  rotation = 0 (degrees); translation = 0 (share of a side); scale = [1, 1]; shear = 0 (degrees); fill = 0
 * @returns  a transform of images [H, W, C] to the same shape
 * @throws ArgumentError  angles outside of 0 to 180 (shear: 0 to 80), a translation outside of 0 to 1, a scale that is not
 *   positive or falls; from the transform: no images
 * @example
 * const set = drawDigits({ count: 4 });
 * const transform = randomAffine({ rotation: 10, translation: 0.1, scale: [0.9, 1.1], shear: 5 });
 * loader(set, { batch: 4, transform }).next().x.shape; // [4, 28, 28, 1]
 */
export function randomAffine(options: RandomAffineOptions = {}): Transform {
  const { rotation = 0, translation = 0, scale = [1, 1], shear = 0, fill = 0 } = options;
  const op = 'randomAffine';
  within(op, ['rotation', rotation], { least: 0, most: 180 });
  within(op, ['translation', translation], { least: 0, most: 1 });
  within(op, ['shear', shear], { least: 0, most: 80 });
  if (!(scale[0] > 0 && scale[1] >= scale[0] && scale[1] < Infinity)) {
    refuse(op, ['scale', 'two positive numbers, the smaller one first', `[${scale.join(', ')}]`]);
  }
  const radians = Math.PI / 180;
  return (samples, generator) => {
    const sizes = imageSizes(op, samples);
    const draws = uniforms(generator, 5 * sizes.count);
    const values = new Float32Array(samples.values.length);
    for (let image = 0; image < sizes.count; image += 1) {
      const draw = (i: number): number => 2 * draws[5 * image + i]! - 1;
      const factor = scale[0] + ((draw(2) + 1) / 2) * (scale[1] - scale[0]);
      const place = inverse({
        angle: draw(0) * rotation * radians,
        slope: Math.tan(draw(1) * shear * radians),
        factor,
        shift: [draw(3) * translation * sizes.width, draw(4) * translation * sizes.height],
      });
      const [start, end] = [image * sizes.size, (image + 1) * sizes.size];
      const source = samples.values.subarray(start, end);
      warp({ source, target: values.subarray(start, end), sizes, place, fill });
    }
    return { ...samples, values };
  };
}

interface Motion {
  readonly angle: number;
  /** x moves by this share of y. */
  readonly slope: number;
  readonly factor: number;
  readonly shift: readonly [x: number, y: number];
}

/** Where the pixel at (x, y) comes from: (a x + b y + e, c x + d y + f), places being counted from the middle. */
type Place = Readonly<Record<'a' | 'b' | 'c' | 'd' | 'e' | 'f', number>>;

function inverse({ angle, slope, factor, shift }: Motion): Place {
  const cos = Math.cos(angle) / factor;
  const sin = Math.sin(angle) / factor;
  // The inverse of the turn, then that of the shear.
  const a = cos + slope * sin;
  const b = sin - slope * cos;
  const [x, y] = shift;
  return { a, b, c: -sin, d: cos, e: -(a * x + b * y), f: sin * x - cos * y };
}

interface Warp {
  readonly source: Float32Array;
  readonly target: Float32Array;
  readonly sizes: ImageSizes;
  readonly place: Place;
  readonly fill: number;
}

function warp({ source, target, sizes, place: { a, b, c, d, e, f }, fill }: Warp): void {
  const { height, width, channels } = sizes;
  const middleX = (width - 1) / 2;
  const middleY = (height - 1) / 2;
  let at = 0;
  for (let i = 0; i < height; i += 1) {
    const y = i - middleY;
    for (let j = 0; j < width; j += 1) {
      const x = j - middleX;
      const column = a * x + b * y + e + middleX;
      const row = c * x + d * y + f + middleY;
      const left = Math.floor(column);
      const top = Math.floor(row);
      const u = column - left;
      const v = row - top;
      // The four neighbours; those outside of the image are told by an index below 0.
      const inLeft = left >= 0 && left < width;
      const inRight = left >= -1 && left < width - 1;
      const inTop = top >= 0 && top < height;
      const inBottom = top >= -1 && top < height - 1;
      const first = (top * width + left) * channels;
      const below = first + width * channels;
      const i00 = inTop && inLeft ? first : -1;
      const i01 = inTop && inRight ? first + channels : -1;
      const i10 = inBottom && inLeft ? below : -1;
      const i11 = inBottom && inRight ? below + channels : -1;
      for (let channel = 0; channel < channels; channel += 1, at += 1) {
        const p00 = i00 < 0 ? fill : source[i00 + channel]!;
        const p01 = i01 < 0 ? fill : source[i01 + channel]!;
        const p10 = i10 < 0 ? fill : source[i10 + channel]!;
        const p11 = i11 < 0 ? fill : source[i11 + channel]!;
        const upper = (1 - u) * p00 + u * p01;
        const lower = (1 - u) * p10 + u * p11;
        target[at] = (1 - v) * upper + v * lower;
      }
    }
  }
}
