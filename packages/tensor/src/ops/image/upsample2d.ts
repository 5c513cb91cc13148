import { floatOf } from '../../core/arguments.js';
import { ArgumentError } from '../../core/errors.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { broadcastTo } from '../shape/broadcast-to.js';
import { reshape } from '../shape/reshape.js';
import { imageShape } from './conv2d.js';
import { resample, weightsOf, type AxisWeights } from './resample.js';
import { pairOf, type Pair } from './window.js';

export interface Upsample2dOptions {
  /** Pixels of the result for one of x: a whole number, or [height, width]. */
  readonly scale: Pair;
  /** `nearest` repeats pixels, `bilinear` blends the four around. Default `nearest`. */
  readonly mode?: 'nearest' | 'bilinear';
}

/**
 * Larger images.
 *
 * nearest: y[n,i,j,c] = x[n, floor(i/s), floor(j/s), c]; bilinear: the blend of the four pixels around
 * ((i + 0.5)/s - 0.5, (j + 0.5)/s - 0.5), taken at the edge where that lies outside
 *
 * @param x        [N, H, W, C]
 * @param options  scale s; mode = 'nearest'
 * @returns  [N, H * s, W * s, C]
 * @throws ShapeError  if x is no image batch
 * @throws ArgumentError  if the scale is not of whole numbers from 1 on, or the mode is another
 * @example
 * upsample2d(tensor([1, 2], { shape: [1, 1, 2, 1] }), { scale: [1, 2] }).dataSync(); // [1, 1, 2, 2]
 */
export function upsample2d(x: Tensor, options: Upsample2dOptions): Tensor {
  floatOf(x, 'upsample2d', 'x');
  const [n, h, w, c] = imageShape(x, 'upsample2d');
  const [sh, sw] = pairOf(options.scale, { op: 'upsample2d', argument: 'scale', least: 1 });
  const { mode = 'nearest' } = options;
  if (mode === 'bilinear') return resample(x, blends(h, sh), blends(w, sw));
  if (mode !== 'nearest') refuseMode(mode);
  return tidy(() => {
    const single = reshape(x, [n, h, 1, w, 1, c]);
    return reshape(broadcastTo(single, [n, h, sh, w, sw, c]), [n, h * sh, w * sw, c]);
  });
}

function refuseMode(mode: string): never {
  const rule = { argument: 'mode', expected: "'nearest' or 'bilinear'", received: `'${mode}'` };
  throw new ArgumentError({ op: 'upsample2d', ...rule });
}

function blends(from: number, scale: number): AxisWeights {
  return weightsOf(from, from * scale, (i, add) => {
    const place = Math.max(0, (i + 0.5) / scale - 0.5);
    const low = Math.floor(place);
    const high = Math.min(low + 1, from - 1);
    add(low, 1 - (place - low));
    add(high, place - low);
  });
}
