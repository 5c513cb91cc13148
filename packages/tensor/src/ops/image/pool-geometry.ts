// What the pooling ops share: options and the fields of their kernels.
import type { KernelArgs } from '@evenkeel/kernels';
import type { Tensor } from '../../core/tensor.js';
import { imageShape } from './conv2d.js';
import { pairOf, windowOf, type Pair, type Padding } from './window.js';

export interface PoolOptions {
  /** Size of the window in pixels. */
  readonly kernel: Pair;
  /** In pixels. Default: the size of the window. */
  readonly stride?: Pair;
  /** In pixels. Default 0. */
  readonly padding?: Padding;
  /** Whether a last window that reaches beyond the padded image counts. Default false. */
  readonly ceilMode?: boolean;
}

export type PoolGeometry = Omit<KernelArgs<'maxPool2dGrad'>, 'dy' | 'tap' | 'dx'>;

export function poolGeometry(
  op: string,
  x: Tensor,
  options: PoolOptions & { readonly dilation?: Pair },
): PoolGeometry {
  const [n, h, w, c] = imageShape(x, op);
  const kernel = pairOf(options.kernel, { op, argument: 'kernel', least: 1 });
  return { n, c, ...windowOf({ op, image: [h, w], kernel, options, defaultStride: kernel }) };
}
