import { floatOf } from '../../core/arguments.js';
import { ArgumentError } from '../../core/errors.js';
import { finish, wanted } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, allocateAs, type Value } from '../../core/value.js';
import { poolGeometry, type PoolGeometry, type PoolOptions } from './pool-geometry.js';
import type { Pair } from './window.js';

/** Largest number of taps that the 8-bit index of the chosen one can name. */
const MAX_TAPS = 256;

export interface MaxPool2dOptions extends PoolOptions {
  /** Distance of the taps in pixels. Default 1. */
  readonly dilation?: Pair;
}

const operation: Operation<readonly [tap: Value] | readonly [], PoolGeometry> = {
  name: 'maxPool2d',
  gradient(node, dy): void {
    const geometry = node.attributes;
    const { n, h, w, c } = geometry;
    const dx = allocate(dy, [n, h, w, c]);
    const tap = node.saved[0]!.handle;
    if (dx.size > 0) {
      dy.backend.run('maxPool2dGrad', { dy: dy.handle, tap, dx: dx.handle, ...geometry });
    }
    node.give(0, dx);
  },
};

/**
 * Largest value of each window, per channel.
 *
 * y[n,i,j,c] = max over u,v of x[n, i*s + u*d - p, j*s + v*d - p, c]; padding counts as minus infinity
 *
 * Among equal maxima the first in row-major order takes the gradient.
 *
 * @param x        [N, H, W, C]
 * @param options  kernel: size of the window, at most 256 pixels; stride s = kernel; padding p = 0; dilation d = 1;
 *                 ceilMode = false
 * @returns  [N, floor((H + pads - (KH-1)*d - 1) / s) + 1, the same of W, C]
 * @throws ShapeError  if x is no image batch, or the window is larger than the padded image
 * @throws ArgumentError  if a size, stride, padding or dilation cannot be
 * @example
 * maxPool2d(tensor([1, 5, 2, 3], { shape: [1, 2, 2, 1] }), { kernel: 2 }).dataSync(); // [5]
 */
export function maxPool2d(x: Tensor, options: MaxPool2dOptions): Tensor {
  const value = floatOf(x, 'maxPool2d', 'x');
  const geometry = poolGeometry('maxPool2d', x, options);
  const { n, oh, ow, c, kh, kw } = geometry;
  if (kh * kw > MAX_TAPS) {
    const rule = { argument: 'kernel', expected: `of at most ${MAX_TAPS} pixels` };
    throw new ArgumentError({ op: 'maxPool2d', ...rule, received: formatShape([kh, kw]) });
  }
  const shape = [n, oh, ow, c];
  const y = allocate(value, shape);
  const tap = wanted([x]) ? allocateAs(value, 'u8', shape) : null;
  const buffers = { x: value.handle, y: y.handle, tap: tap?.handle ?? null };
  if (y.size > 0) value.backend.run('maxPool2d', { ...buffers, ...geometry });
  const saved = tap === null ? ([] as const) : ([tap] as const);
  const result = finish(operation, y, { inputs: [x], saved, attributes: geometry });
  tap?.release();
  return result;
}
