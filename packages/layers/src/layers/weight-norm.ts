// Weight normalization of another layer's weight.
import * as ops from '@evenkeel/tensor';
import { noGrad, tidy, type Shape, type Tensor } from '@evenkeel/tensor';
import type { FusedActivation, Fusing } from '../containers/fusion.js';
import { Layer } from '../core/layer.js';
import { parameter, type Parameter } from '../core/parameter.js';
import type { CountsFlops } from '../summary.js';
import type { Conv1d } from './conv1d.js';
import type { Conv2d } from './conv2d.js';
import type { Linear } from './linear.js';

/** Layers with a weight whose last axis are the output units. */
type Weighted<In extends number, Out extends number> =
  Linear<In, Out> | Conv2d<In, Out> | Conv1d<In, Out>;

/** A layer whose weight is made of length and direction; made by `weightNorm`. */
export class WeightNorm<In extends number, Out extends number>
  extends Layer<In, Out, false>
  implements Fusing, CountsFlops
{
  static readonly repeats: boolean = true;
  /** Directions, [..., out]. */
  readonly v: Parameter;
  /** Lengths, [out]. */
  readonly g: Parameter;
  readonly bias: Parameter | null;
  readonly fuses: readonly FusedActivation[];
  readonly #layer: Weighted<In, Out>;

  constructor(layer: Weighted<In, Out>) {
    super();
    this.#layer = layer;
    this.v = layer.weight;
    const { v } = this;
    const out = v.shape[v.shape.length - 1]!;
    // The weight begins as the layer's own.
    this.g = parameter([out], () => lengthsOf(v));
    this.bias = layer.bias;
    this.fuses = 'fuses' in layer ? layer.fuses : [];
    this.nameParts();
  }

  override get kind(): string {
    return `WeightNorm(${this.#layer.kind})`;
  }

  override forward(x: Tensor): Tensor {
    return this.#run(x, 'none');
  }

  forwardFused(x: Tensor, activation: FusedActivation): Tensor {
    return this.#run(x, activation);
  }

  flops(output: Shape): number {
    return this.#layer.flops(output);
  }

  #run(x: Tensor, activation: FusedActivation | 'none'): Tensor {
    // Convolutions of images fuse relu alone, those of sequences nothing: `fuses` says so.
    const layer = this.#layer as Linear<In, Out>;
    return tidy(() => layer.forwardBy(ops.weightNorm(this.v, this.g), x, activation));
  }
}

/** ||v|| of each output unit. */
function lengthsOf(v: Tensor): Tensor {
  const out = v.shape[v.shape.length - 1]!;
  return noGrad(() =>
    tidy(() => ops.sqrt(ops.sum(ops.square(ops.reshape(v, [v.size / out, out])), 0))),
  );
}

/**
 * Weight normalization of a fully connected or convolutional layer: its weight is g * v / ||v||, the norm taken per output
 * unit, and g and v are learned. It begins with the weight that the layer would have had.
 *
 * @param layer  linear, conv2d or conv1d; not to be used by itself any longer
 * @returns  a layer of the same channels with parameters v, g and bias
 * @see Salimans & Kingma 2016, "Weight normalization", arXiv 1602.07868
 * @example
 * const layer = weightNorm(linear(2, 1, { init: init.ones() }));
 * layer.g.dataSync(); // [1.4142]
 * layer.forward(tensor([[1, 2]])).dataSync(); // [3]
 */
export function weightNorm<In extends number, Out extends number>(
  layer: Weighted<In, Out>,
): WeightNorm<In, Out> {
  return new WeightNorm(layer);
}
