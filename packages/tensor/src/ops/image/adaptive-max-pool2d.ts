import { floatOf } from '../../core/arguments.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { indicesLike } from '../constant.js';
import { gather } from '../select/gather.js';
import { imageShape } from './conv2d.js';
import { maxPool2d } from './max-pool2d.js';
import { pairOf, type Pair } from './window.js';

/**
 * Largest value of windows that are laid out so that the result has a given size.
 *
 * Row i of the result looks at rows floor(i*H/OH) up to, not including, ceil((i+1)*H/OH); columns alike. Among equal
 * maxima the first in row-major order takes the gradient.
 *
 * @param x           [N, H, W, C]
 * @param outputSize  OH and OW, or one number for both; windows may be 256 pixels high and wide
 * @returns  [N, OH, OW, C]
 * @throws ShapeError  if x is no image batch
 * @throws ArgumentError  if the size is not of whole numbers from 1 on
 * @example
 * adaptiveMaxPool2d(tensor([1, 5, 2, 4], { shape: [1, 2, 2, 1] }), 1).dataSync(); // [5]
 */
export function adaptiveMaxPool2d(x: Tensor, outputSize: Pair): Tensor {
  floatOf(x, 'adaptiveMaxPool2d', 'x');
  const [, h, w] = imageShape(x, 'adaptiveMaxPool2d');
  const site = { op: 'adaptiveMaxPool2d', argument: 'outputSize', least: 1 };
  const [oh, ow] = pairOf(outputSize, site);
  // Along a row first: of equal maxima that leaves the one that comes first in row-major order.
  return tidy(() => along(along(x, { axis: 2, from: w, to: ow }), { axis: 1, from: h, to: oh }));
}

interface Axis {
  readonly axis: 1 | 2;
  readonly from: number;
  readonly to: number;
}

/** Windows of equal length side by side: a shorter one repeats its last pixel, which the first of equal maxima hides. */
function along(x: Tensor, { axis, from, to }: Axis): Tensor {
  const windows = Array.from({ length: to }, (_, i) => ({
    start: Math.floor((i * from) / to),
    end: Math.ceil(((i + 1) * from) / to),
  }));
  const length = Math.max(1, ...windows.map(({ start, end }) => end - start));
  const kernel = axis === 1 ? ([length, 1] as const) : ([1, length] as const);
  if (from % to === 0) return maxPool2d(x, { kernel });
  const places = windows.flatMap(({ start, end }) =>
    Array.from({ length }, (_, k) => Math.min(start + k, end - 1)),
  );
  return maxPool2d(gather(x, indicesLike(x, places), axis), { kernel });
}
