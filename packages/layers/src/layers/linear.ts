// The fully connected layer.
import { heNormal, zeros } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import { sizeOf, type Shape, type Tensor } from '@evenkeel/tensor';
import type { FusedActivation, Fusing } from '../containers/fusion.js';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { parameter, type Parameter } from '../core/parameter.js';
import type { WeightOptions } from '../core/weight-options.js';
import type { CountsFlops } from '../summary.js';

/** Options of `linear`. */
export type LinearOptions = WeightOptions;

/** A fully connected layer; made by `linear`. */
export class Linear<In extends number, Out extends number>
  extends Layer<In, Out, false>
  implements Fusing, CountsFlops
{
  static readonly repeats: boolean = true;
  /** [in, out] */
  readonly weight: Parameter;
  /** [out] */
  readonly bias: Parameter | null;
  readonly fuses: readonly FusedActivation[] = ['relu', 'sigmoid', 'tanh'];

  constructor(inputs: In, outputs: Out, options: LinearOptions) {
    super();
    const { bias = true, init = heNormal(), biasInit = zeros(), generator } = options;
    checkCounts('linear', { in: inputs, out: outputs });
    this.weight = parameter([inputs, outputs], init, generator);
    this.bias = bias ? parameter([outputs], biasInit, generator) : null;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    return ops.linear(x, this.weight, { bias: this.bias });
  }

  forwardFused(x: Tensor, activation: FusedActivation): Tensor {
    return this.forwardBy(this.weight, x, activation);
  }

  /** The same with another weight, such as a normalized one. */
  forwardBy(weight: Tensor, x: Tensor, activation: FusedActivation | 'none'): Tensor {
    return ops.linear(x, weight, { bias: this.bias, activation });
  }

  flops(output: Shape): number {
    return 2 * sizeOf(output) * this.weight.shape[0]!;
  }
}

/**
 * Fully connected layer, over the last axis.
 *
 * y[..., o] = sum over i of x[..., i] * weight[i, o] + bias[o]
 *
 * @param inputs  channels of the input, x [..., in]
 * @param outputs  channels of the output, [..., out]
 * @param options  bias = true; init = heNormal(); biasInit = zeros(); generator
 * @returns  a layer from [..., in] to [..., out]
 * @throws ArgumentError  sizes that are no whole numbers from 1 on
 * @throws ShapeError  from forward, if the last axis of x differs from `inputs`
 * @example
 * const layer = linear(784, 100, { init: init.normal({ std: 0.1 }) });
 * layer.forward(zeros([60, 784])).shape; // [60, 100]
 */
export function linear<In extends number, Out extends number>(
  inputs: In,
  outputs: Out,
  options: LinearOptions = {},
): Linear<In, Out> {
  return new Linear(inputs, outputs, options);
}
