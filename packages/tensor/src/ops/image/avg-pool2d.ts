import { floatOf } from '../../core/arguments.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate } from '../../core/value.js';
import { poolGeometry, type PoolGeometry, type PoolOptions } from './pool-geometry.js';

export interface AvgPool2dOptions extends PoolOptions {
  /** Whether padding counts in the divisor. Default true. */
  readonly countIncludePad?: boolean;
}

interface Attributes extends PoolGeometry {
  readonly countIncludePad: boolean;
}

const operation: Operation<readonly [], Attributes> = {
  name: 'avgPool2d',
  gradient(node, dy): void {
    const { n, h, w, c } = node.attributes;
    const dx = allocate(dy, [n, h, w, c]);
    if (dx.size > 0) {
      dy.backend.run('avgPool2dGrad', { dy: dy.handle, dx: dx.handle, ...node.attributes });
    }
    node.give(0, dx);
  },
};

/**
 * Mean of each window, per channel.
 *
 * y[n,i,j,c] = sum over u,v of x[n, i*s + u - p, j*s + v - p, c] / divisor
 *
 * The divisor is the number of window positions inside the padded image, or, without `countIncludePad`, inside the
 * image itself.
 *
 * @param x        [N, H, W, C]
 * @param options  kernel: size of the window; stride s = kernel; padding p = 0; ceilMode = false;
 *                 countIncludePad = true
 * @returns  [N, floor((H + pads - KH) / s) + 1, the same of W, C]
 * @throws ShapeError  if x is no image batch, or the window is larger than the padded image
 * @throws ArgumentError  if a size, stride or padding cannot be
 * @example
 * avgPool2d(tensor([1, 5, 2, 4], { shape: [1, 2, 2, 1] }), { kernel: 2 }).dataSync(); // [3]
 */
export function avgPool2d(x: Tensor, options: AvgPool2dOptions): Tensor {
  const value = floatOf(x, 'avgPool2d', 'x');
  const { countIncludePad = true } = options;
  const attributes = { ...poolGeometry('avgPool2d', x, options), countIncludePad };
  const { n, oh, ow, c } = attributes;
  const y = allocate(value, [n, oh, ow, c]);
  if (y.size > 0) value.backend.run('avgPool2d', { x: value.handle, y: y.handle, ...attributes });
  return finish(operation, y, { inputs: [x], saved: [], attributes });
}
