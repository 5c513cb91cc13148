// The convolution of sequences.
import { heNormal, zeros } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import { sizeOf, type Padding1d, type Shape, type Tensor } from '@evenkeel/tensor';
import { checkCounts, checkGroups } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { parameter, type Parameter } from '../core/parameter.js';
import type { WeightOptions } from '../core/weight-options.js';
import type { CountsFlops } from '../summary.js';

export interface Conv1dLayerOptions extends WeightOptions {
  /** Taps of the kernel. */
  readonly kernel: number;
  /** In steps; default 1. */
  readonly stride?: number;
  /** Steps of zeros: a number, [before, after], 'same' or 'valid'. Default 0. */
  readonly padding?: Padding1d;
  /** Distance of the taps in steps; default 1. */
  readonly dilation?: number;
  /** Groups of channels that do not see each other. Default 1. */
  readonly groups?: number;
}

/** A convolution of sequences; made by `conv1d`. */
export class Conv1d<In extends number, Out extends number>
  extends Layer<In, Out, false>
  implements CountsFlops
{
  static readonly repeats: boolean = true;
  /** [K, in / groups, out] */
  readonly weight: Parameter;
  /** [out] */
  readonly bias: Parameter | null;
  readonly stride: number;
  readonly padding: Padding1d;
  readonly dilation: number;
  readonly groups: number;

  constructor(inputs: In, outputs: Out, options: Conv1dLayerOptions) {
    super();
    const { kernel, stride = 1, padding = 0, dilation = 1, groups = 1, bias = true } = options;
    const { init = heNormal(), biasInit = zeros(), generator } = options;
    checkCounts('conv1d', { in: inputs, out: outputs, kernel, stride, dilation });
    checkGroups('conv1d', groups, { in: inputs, out: outputs });
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.groups = groups;
    this.weight = parameter([kernel, inputs / groups, outputs], init, generator);
    this.bias = bias ? parameter([outputs], biasInit, generator) : null;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    return this.forwardBy(this.weight, x);
  }

  /** The same with another weight, such as a normalized one. */
  forwardBy(weight: Tensor, x: Tensor): Tensor {
    const { bias, stride, padding, dilation, groups } = this;
    return ops.conv1d(x, weight, { bias, stride, padding, dilation, groups });
  }

  flops(output: Shape): number {
    const [taps = 0, channels = 0] = this.weight.shape;
    return 2 * sizeOf(output) * taps * channels;
  }
}

/**
 * Convolution of sequences [N, T, in].
 *
 * y[n,t,o] = sum over u,c of x[n, t*s + u*d - p, c] * weight[u,c,o] + bias[o]
 *
 * @param inputs  channels of the input
 * @param outputs  channels of the output, [N, floor((T + pads - (K-1)*d - 1) / s) + 1, out]
 * @param options  kernel K; stride s = 1; padding p = 0; dilation d = 1; groups = 1; bias = true; init = heNormal();
 *     biasInit = zeros(); generator
 * @returns  a layer from sequences [N, T, in] to sequences of `out` channels
 * @throws ArgumentError  sizes that cannot be, or channels that groups do not divide
 * @throws ShapeError  from forward, if x is no batch of sequences of `inputs` channels, or shorter than the kernel
 * @example
 * const model = sequential(conv1d(8, 16, { kernel: 3, padding: 'same' }), lstm(16, 32));
 * model.forward(zeros([5, 20, 8])).shape; // [5, 20, 32]
 */
export function conv1d<In extends number, Out extends number>(
  inputs: In,
  outputs: Out,
  options: Conv1dLayerOptions,
): Conv1d<In, Out> {
  return new Conv1d(inputs, outputs, options);
}
