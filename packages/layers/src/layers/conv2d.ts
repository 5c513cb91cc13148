// The two-dimensional convolution.
import { heNormal, zeros } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import { sizeOf, type Padding, type Pair, type Shape, type Tensor } from '@evenkeel/tensor';
import type { FusedActivation, Fusing } from '../containers/fusion.js';
import { checkCounts, checkGroups } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { parameter, type Parameter } from '../core/parameter.js';
import type { WeightOptions } from '../core/weight-options.js';
import type { CountsFlops } from '../summary.js';

export interface Conv2dLayerOptions extends WeightOptions {
  /** Size of the kernel in pixels: one number, or [height, width]. */
  readonly kernel: Pair;
  /** In pixels; default 1. */
  readonly stride?: Pair;
  /** Pixels of zeros: a number, [height, width], [[top, bottom], [left, right]], 'same' or 'valid'. Default 0. */
  readonly padding?: Padding;
  /** Distance of the taps in pixels; default 1. */
  readonly dilation?: Pair;
  /** Groups of channels that do not see each other; as many as inputs is a depthwise convolution. Default 1. */
  readonly groups?: number;
  /** 'fast' allows algorithms that round a little more; default 'exact'. */
  readonly precision?: 'exact' | 'fast';
}

/** A convolution of images; made by `conv2d`. */
export class Conv2d<In extends number, Out extends number>
  extends Layer<In, Out, false>
  implements Fusing, CountsFlops
{
  static readonly repeats: boolean = true;
  /** [KH, KW, in / groups, out] */
  readonly weight: Parameter;
  /** [out] */
  readonly bias: Parameter | null;
  readonly stride: Pair;
  readonly padding: Padding;
  readonly dilation: Pair;
  readonly groups: number;
  readonly precision: 'exact' | 'fast';
  readonly fuses: readonly FusedActivation[] = ['relu'];

  constructor(inputs: In, outputs: Out, options: Conv2dLayerOptions) {
    super();
    const { kernel, stride = 1, padding = 0, dilation = 1, groups = 1, bias = true } = options;
    const { init = heNormal(), biasInit = zeros(), generator, precision = 'exact' } = options;
    const [height, width] = typeof kernel === 'object' ? kernel : [kernel, kernel];
    checkCounts('conv2d', { in: inputs, out: outputs });
    checkCounts('conv2d', { 'kernel height': height, 'kernel width': width });
    checkGroups('conv2d', groups, { in: inputs, out: outputs });
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    this.groups = groups;
    this.precision = precision;
    this.weight = parameter([height, width, inputs / groups, outputs], init, generator);
    this.bias = bias ? parameter([outputs], biasInit, generator) : null;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    return this.forwardBy(this.weight, x, 'none');
  }

  forwardFused(x: Tensor): Tensor {
    return this.forwardBy(this.weight, x, 'relu');
  }

  flops(output: Shape): number {
    const [height = 0, width = 0, channels = 0] = this.weight.shape;
    return 2 * sizeOf(output) * height * width * channels;
  }

  /** The same with another weight, such as a normalized one. */
  forwardBy(weight: Tensor, x: Tensor, activation: 'none' | 'relu'): Tensor {
    const { bias, stride, padding, dilation, groups, precision } = this;
    const options = { bias, stride, padding, dilation, groups, precision, activation };
    return ops.conv2d(x, weight, options);
  }
}

/**
 * Convolution of images [N, H, W, in].
 *
 * y[n,i,j,o] = sum over u,v,c of x[n, i*s + u*d - p, j*s + v*d - p, c] * weight[u,v,c,o] + bias[o]
 *
 * @param inputs  channels of the input
 * @param outputs  channels of the output, [N, floor((H + pads - (KH-1)*d - 1) / s) + 1, the same of W, out]
 * @param options  kernel; stride s = 1; padding p = 0; dilation d = 1; groups = 1; bias = true; init = heNormal();
 *     biasInit = zeros(); generator; precision = 'exact'
 * @returns  a layer from images [N, H, W, in] to images of `out` channels
 * @throws ArgumentError  sizes that cannot be, or channels that groups do not divide
 * @throws ShapeError  from forward, if x is no batch of images of `inputs` channels, or smaller than the kernel
 * @see LeCun et al. 1998, "Gradient-based learning applied to document recognition"
 * @example
 * conv2d(1, 32, { kernel: 5, padding: 2 }).forward(zeros([60, 28, 28, 1])).shape; // [60, 28, 28, 32]
 */
export function conv2d<In extends number, Out extends number>(
  inputs: In,
  outputs: Out,
  options: Conv2dLayerOptions,
): Conv2d<In, Out> {
  return new Conv2d(inputs, outputs, options);
}
