// The transposed convolution, which makes images larger.
import { normal, zeros } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import type { Padding, Pair, Shape, Tensor } from '@evenkeel/tensor';
import { checkCounts, checkGroups } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { parameter, type Draw, type Parameter } from '../core/parameter.js';
import type { WeightOptions } from '../core/weight-options.js';
import type { CountsFlops } from '../summary.js';

export interface ConvTranspose2dLayerOptions extends WeightOptions {
  /** Size of the kernel in pixels: one number, or [height, width]. */
  readonly kernel: Pair;
  /** In pixels of the result; default 1. */
  readonly stride?: Pair;
  /** Pixels taken off the result: a number, [height, width], [[top, bottom], [left, right]] or 'valid'. Default 0. */
  readonly padding?: Exclude<Padding, 'same'>;
  /** Pixels added below and at the right, less than the stride or the dilation; default 0. */
  readonly outputPadding?: Pair;
  /** Distance of the taps in pixels; default 1. */
  readonly dilation?: Pair;
  /** Groups of channels that do not see each other; default 1. */
  readonly groups?: number;
  /** What draws the weight; default normal, of He's variance for the products behind a pixel of the result. */
  readonly init?: Draw;
}

/** A transposed convolution of images; made by `convTranspose2d`. */
export class ConvTranspose2d<In extends number, Out extends number>
  extends Layer<In, Out, false>
  implements CountsFlops
{
  static readonly repeats: boolean = true;
  /** [KH, KW, out / groups, in] */
  readonly weight: Parameter;
  /** [out] */
  readonly bias: Parameter | null;
  readonly stride: Pair;
  readonly padding: Exclude<Padding, 'same'>;
  readonly outputPadding: Pair;
  readonly dilation: Pair;
  readonly groups: number;

  constructor(inputs: In, outputs: Out, options: ConvTranspose2dLayerOptions) {
    super();
    const {
      kernel,
      stride = 1,
      padding = 0,
      outputPadding = 0,
      dilation = 1,
      groups = 1,
    } = options;
    const [height, width] = pairOf(kernel);
    checkCounts('convTranspose2d', { in: inputs, out: outputs });
    checkCounts('convTranspose2d', { 'kernel height': height, 'kernel width': width });
    checkGroups('convTranspose2d', groups, { in: inputs, out: outputs });
    const [down, right] = pairOf(stride);
    // Of the products that a pixel of the input makes, one in down * right lands on a given pixel of the result.
    const fan = (height * width * inputs) / groups / (down * right);
    const { bias = true, init = normal({ std: Math.sqrt(2 / fan) }) } = options;
    const { biasInit = zeros(), generator } = options;
    this.stride = stride;
    this.padding = padding;
    this.outputPadding = outputPadding;
    this.dilation = dilation;
    this.groups = groups;
    this.weight = parameter([height, width, outputs / groups, inputs], init, generator);
    this.bias = bias ? parameter([outputs], biasInit, generator) : null;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    const { bias, stride, padding, outputPadding, dilation, groups } = this;
    const options = { bias, stride, padding, outputPadding, dilation, groups };
    return ops.convTranspose2d(x, this.weight, options);
  }

  flops(_output: Shape, input: Shape): number {
    const [height = 0, width = 0, channels = 0] = this.weight.shape;
    return 2 * ops.sizeOf(input) * height * width * channels;
  }
}

const pairOf = (pair: Pair): readonly [number, number] =>
  typeof pair === 'number' ? [pair, pair] : pair;

/**
 * Transposed convolution of images [N, H, W, in], also called deconvolution or fractionally strided convolution: each
 * pixel of the input paints the kernel into the result.
 *
 * y[n, i*s + u*d - p, j*s + v*d - p, o] = sum over i,j,u,v,c of x[n,i,j,c] * weight[u,v,o,c] + bias[o]
 *
 * The weight begins as N(0, 2 / fan) with fan = KH * KW * in / groups / (s * s), the number of products behind a pixel of
 * the result (He's variance, see `heNormal`).
 *
 * @param inputs  channels of the input
 * @param outputs  channels of the output, [N, (H-1)*s - pads + (KH-1)*d + 1 + outputPadding, the same of W, out]
 * @param options  kernel; stride s = 1; padding p = 0; outputPadding = 0; dilation d = 1; groups = 1; bias = true; init;
 *     biasInit = zeros(); generator
 * @returns  a layer from images [N, H, W, in] to images of `out` channels
 * @throws ArgumentError  sizes that cannot be, or channels that groups do not divide
 * @throws ShapeError  from forward, if x is no batch of images of `inputs` channels, or the result has no pixels
 * @see Zeiler et al. 2010, "Deconvolutional networks"
 * @example
 * const layer = convTranspose2d(64, 32, { kernel: 4, stride: 2, padding: 1 });
 * layer.forward(zeros([8, 7, 7, 64])).shape; // [8, 14, 14, 32]
 */
export function convTranspose2d<In extends number, Out extends number>(
  inputs: In,
  outputs: Out,
  options: ConvTranspose2dLayerOptions,
): ConvTranspose2d<In, Out> {
  return new ConvTranspose2d(inputs, outputs, options);
}
