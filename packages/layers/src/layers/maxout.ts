// Units that are the largest of several linear pieces.
import { lecunNormal, zeros } from '@evenkeel/init';
import * as ops from '@evenkeel/tensor';
import { sizeOf, tidy, type Shape, type Tensor } from '@evenkeel/tensor';
import { checkCounts } from '../core/counts.js';
import { Layer } from '../core/layer.js';
import { parameter, type Parameter } from '../core/parameter.js';
import type { CountsFlops } from '../summary.js';
import type { LinearOptions } from './linear.js';

export interface MaxoutOptions extends LinearOptions {
  /** Linear pieces of each unit; default 2. */
  readonly pieces?: number;
}

/** A fully connected layer of maxout units; made by `maxout`. */
export class Maxout<In extends number, Out extends number>
  extends Layer<In, Out, false>
  implements CountsFlops
{
  static readonly repeats: boolean = true;
  /** [in, out * pieces]; the pieces of a unit are neighbours. */
  readonly weight: Parameter;
  /** [out * pieces] */
  readonly bias: Parameter | null;
  readonly pieces: number;

  constructor(inputs: In, outputs: Out, options: MaxoutOptions) {
    super();
    const { pieces = 2, bias = true, init = lecunNormal(), biasInit = zeros() } = options;
    checkCounts('maxout', { in: inputs, out: outputs, pieces });
    this.pieces = pieces;
    this.weight = parameter([inputs, outputs * pieces], init, options.generator);
    this.bias = bias ? parameter([outputs * pieces], biasInit, options.generator) : null;
    this.nameParts();
  }

  override forward(x: Tensor): Tensor {
    const { weight, bias, pieces } = this;
    return tidy(() => ops.maxout(ops.linear(x, weight, { bias }), pieces));
  }

  flops(output: Shape): number {
    return 2 * sizeOf(output) * this.pieces * this.weight.shape[0]!;
  }
}

/**
 * Maxout layer: each unit is the largest of linear functions of its own, a convex function that is learned.
 *
 * y[..., o] = max over j < pieces of sum over i of x[..., i] * weight[i, o * pieces + j] + bias[o * pieces + j]
 *
 * With one piece it is linear; with two, w2 = 0 and b2 = 0, relu; with w2 = -w1, the absolute value. No unit is ever
 * dead. For z1, z2 drawn from N(0, s^2) E[max(z1, z2)^2] = s^2: two pieces pass the signal on as it is, so weights begin
 * with Var(w) = 1 / in, and need no factor 2 as relu does. The largest of more pieces is larger; `lsuv` sees to that.
 *
 * @param inputs  channels of the input, x [..., in]
 * @param outputs  units; the output is [..., out]
 * @param options  pieces = 2; bias = true; init = lecunNormal(); biasInit = zeros(); generator
 * @returns  a layer from [..., in] to [..., out]
 * @throws ArgumentError  sizes that are no whole numbers from 1 on
 * @throws ShapeError  from forward, if the last axis of x differs from `inputs`
 * @see Goodfellow et al. 2013, "Maxout networks", arXiv 1302.4389
 * @example
 * const layer = maxout(1, 1, { init: () => tensor([[1, -1]]) });
 * layer.forward(tensor([[-3]])).dataSync(); // [3]
 */
export function maxout<In extends number, Out extends number>(
  inputs: In,
  outputs: Out,
  options: MaxoutOptions = {},
): Maxout<In, Out> {
  return new Maxout(inputs, outputs, options);
}
