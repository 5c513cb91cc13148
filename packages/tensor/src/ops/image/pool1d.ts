// Pooling of sequences: a sequence is an image of one row.
import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { reshape } from '../shape/reshape.js';
import { avgPool2d } from './avg-pool2d.js';
import { maxPool2d } from './max-pool2d.js';
import { checkSteps, sidesOf, type Padding1d } from './window1d.js';

export interface Pool1dOptions {
  /** Steps of the window. */
  readonly kernel: number;
  /** In steps. Default: the kernel. */
  readonly stride?: number;
  /** In steps. Default 0. */
  readonly padding?: Padding1d;
  /** Whether a last window that reaches beyond the padded sequence counts. Default false. */
  readonly ceilMode?: boolean;
}

export interface MaxPool1dOptions extends Pool1dOptions {
  /** Distance of the taps in steps. Default 1. */
  readonly dilation?: number;
}

export interface AvgPool1dOptions extends Pool1dOptions {
  /** Whether padding counts in the divisor. Default true. */
  readonly countIncludePad?: boolean;
}

/**
 * Largest value of each window along sequences, per channel.
 *
 * y[n,t,c] = max over u of x[n, t*s + u*d - p, c]; padding counts as minus infinity, and among equal maxima the first
 * takes the gradient
 *
 * @param x        [N, T, C]
 * @param options  kernel K, at most 256 steps; stride s = kernel; padding p = 0; dilation d = 1; ceilMode = false
 * @returns  [N, floor((T + pads - (K-1)*d - 1) / s) + 1, C]
 * @throws ShapeError  if x is no batch of sequences, or the window is longer than the padded sequence
 * @throws ArgumentError  if a size, stride, padding or dilation cannot be
 * @example
 * maxPool1d(tensor([[[1], [5], [2], [3]]]), { kernel: 2 }).dataSync(); // [5, 3]
 */
export function maxPool1d(x: Tensor, options: MaxPool1dOptions): Tensor {
  const { dilation = 1 } = options;
  const window = windowOf('maxPool1d', x, { dilation, ...options });
  return asRow(x, (row) => maxPool2d(row, { ...window, dilation: [1, dilation] }));
}

/**
 * Mean of each window along sequences, per channel.
 *
 * y[n,t,c] = sum over u of x[n, t*s + u - p, c] / divisor, as `avgPool2d`
 *
 * @param x        [N, T, C]
 * @param options  kernel K; stride s = kernel; padding p = 0; ceilMode = false; countIncludePad = true
 * @returns  [N, floor((T + pads - K) / s) + 1, C]
 * @throws ShapeError  if x is no batch of sequences, or the window is longer than the padded sequence
 * @throws ArgumentError  if a size, stride or padding cannot be
 * @example
 * avgPool1d(tensor([[[1], [5], [2], [4]]]), { kernel: 2 }).dataSync(); // [3, 3]
 */
export function avgPool1d(x: Tensor, options: AvgPool1dOptions): Tensor {
  const { countIncludePad = true } = options;
  const window = windowOf('avgPool1d', x, options);
  return asRow(x, (row) => avgPool2d(row, { ...window, countIncludePad }));
}

function windowOf(op: string, x: Tensor, options: MaxPool1dOptions) {
  floatOf(x, op, 'x');
  if (x.shape.length !== 3) {
    const rule = { argument: 'x', expected: '[N, T, C]', received: formatShape(x.shape) };
    throw new ShapeError({ op, ...rule, hint: 'Sequences are channels last.' });
  }
  const { kernel, stride = kernel, padding = 0, dilation = 1, ceilMode = false } = options;
  checkSteps(op, { kernel, stride, dilation });
  return {
    kernel: [1, kernel] as const,
    stride: [1, stride] as const,
    padding: sidesOf(op, padding),
    ceilMode,
  };
}

function asRow(x: Tensor, pool: (row: Tensor) => Tensor): Tensor {
  const [n = 0, steps = 0, c = 0] = x.shape;
  return tidy(() => {
    const y = pool(reshape(x, [n, 1, steps, c]));
    return reshape(y, [n, y.shape[2]!, c]);
  });
}
