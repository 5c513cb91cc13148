import { floatOf } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { reshape } from '../shape/reshape.js';
import { conv2d, type Conv2dOptions } from './conv2d.js';
import { checkSteps, sidesOf, type Padding1d } from './window1d.js';

export interface Conv1dOptions {
  /** [O]. Default: none. */
  readonly bias?: Tensor | null;
  /** In steps. Default 1. */
  readonly stride?: number;
  /** In steps of zeros; [(K - 1) * dilation, 0] looks at the past only. Default 0. */
  readonly padding?: Padding1d;
  /** Distance of the taps in steps. Default 1. */
  readonly dilation?: number;
  /** Groups of channels that do not see each other. Default 1. */
  readonly groups?: number;
  /** Computed in the same pass. Default `none`. */
  readonly activation?: 'none' | 'relu';
}

/**
 * Convolution of sequences (cross-correlation: the kernel is not flipped).
 *
 * y[n,t,o] = activation(sum over u,c of x[n, t*s + u*d - p, c] * weight[u,c,o] + bias[o])
 *
 * @param x        [N, T, C]
 * @param weight   [K, C / groups, O]
 * @param options  bias [O], or none; stride s = 1; padding p = 0; dilation d = 1; groups = 1; activation = 'none'
 * @returns  [N, floor((T + pads - (K-1)*d - 1) / s) + 1, O]
 * @throws ShapeError  wrong rank, channels that differ, or a kernel longer than the padded sequence
 * @throws ArgumentError  a stride, padding, dilation or number of groups that cannot be
 * @example
 * const x = tensor([[[1], [2], [4]]]);
 * conv1d(x, tensor([[[-1]], [[1]]])).dataSync(); // [1, 2]
 */
export function conv1d(x: Tensor, weight: Tensor, options: Conv1dOptions = {}): Tensor {
  floatOf(x, 'conv1d', 'x');
  floatOf(weight, 'conv1d', 'weight');
  const { stride = 1, padding = 0, dilation = 1, groups = 1, bias = null } = options;
  checkShapes(x, weight, groups);
  checkSteps('conv1d', { stride, dilation });
  const [n = 0, steps = 0, c = 0] = x.shape;
  const [taps = 0, inner = 0, o = 0] = weight.shape;
  // A sequence is an image of one row.
  const settings: Conv2dOptions = {
    bias,
    stride: [1, stride],
    padding: sidesOf('conv1d', padding),
    dilation: [1, dilation],
    groups,
    activation: options.activation ?? 'none',
  };
  return tidy(() => {
    const rows = reshape(x, [n, 1, steps, c]);
    const y = conv2d(rows, reshape(weight, [1, taps, inner, o]), settings);
    return reshape(y, [n, y.shape[2]!, o]);
  });
}

function checkShapes(x: Tensor, weight: Tensor, groups: number): void {
  if (x.shape.length !== 3) {
    const rule = { argument: 'x', expected: '[N, T, C]', received: formatShape(x.shape) };
    throw new ShapeError({ op: 'conv1d', ...rule, hint: 'Sequences are channels last.' });
  }
  const c = x.shape[2]!;
  if (!(Number.isInteger(groups) && groups >= 1 && c % groups === 0)) {
    const expected = `a divisor of the ${c} channels of x`;
    refuse({ argument: 'groups', expected, received: groups });
  }
  const [taps = 0, inner, o = 0] = weight.shape;
  const fits = weight.shape.length === 3 && taps > 0 && inner === c / groups;
  if (fits && o % groups === 0) return;
  const outputs = groups === 1 ? 'O' : `a multiple of ${groups}`;
  const expected = `[K, ${c / groups}, ${outputs}] to match x ${formatShape(x.shape)}`;
  const received = formatShape(weight.shape);
  throw new ShapeError({ op: 'conv1d', argument: 'weight', expected, received });
}

function refuse(problem: { argument: string; expected: string; received: number }): never {
  throw new ArgumentError({ op: 'conv1d', ...problem, received: String(problem.received) });
}
