// The plain recurrent layer.
import * as ops from '@evenkeel/tensor';
import type { RnnResult, Tensor } from '@evenkeel/tensor';
import { Recurrent, type RecurrentOptions } from './recurrent.js';

export interface RnnLayerOptions extends RecurrentOptions {
  /** Default 'tanh'. */
  readonly nonlinearity?: 'tanh' | 'relu';
}

/** A plain recurrent net; made by `rnn`. */
export class Rnn<In extends number, Hidden extends number> extends Recurrent<In, Hidden> {
  static readonly repeats: boolean = true;
  readonly nonlinearity: 'tanh' | 'relu';

  constructor(inputs: In, hidden: Hidden, options: RnnLayerOptions) {
    super({ in: inputs, hidden }, options, { op: 'rnn', gates: 1, memory: false });
    this.nonlinearity = options.nonlinearity ?? 'tanh';
  }

  /** Walks along x [N, T, in] from h0 [N, hidden], zeros by default. */
  override run(x: Tensor, h0: Tensor | null = null): RnnResult {
    return ops.rnn(x, { ...this.weightsFrom(0), nonlinearity: this.nonlinearity, h0 });
  }

  /** One step: x [N, in] and the state [N, hidden] give the next state. `t` is its number, for batch norm. */
  step(x: Tensor, h: Tensor, t = 0): Tensor {
    return ops.rnnCell(x, h, { ...this.weightsFrom(t), nonlinearity: this.nonlinearity });
  }
}

/**
 * Plain recurrent layer (Elman).
 *
 * h[t] = f(x[:, t] weightIh + biasIh + h[t-1] weightHh + biasHh), from h of zeros
 *
 * `forward` gives every state or the last one; `run(x, h0)` starts from a state and gives both; `step(x, h)` is the
 * cell, one step.
 *
 * With norm 'layer' or 'batch' x[:, t] weightIh and h[t-1] weightHh are normalized before their biases, each with a scale
 * of its own. Layer norm takes all gates of an example together;
 * batch norm takes each column over the batch, shares its scale among the steps (it begins at 0.1) and keeps running
 * statistics for each of the first `steps` steps.
 *
 * @param inputs  channels of the input, x [N, T, in]
 * @param hidden  units; the output is [N, T, hidden], or [N, hidden] with returns 'last'
 * @param options  nonlinearity f = 'tanh', or 'relu'; returns = 'sequence'; bias = true; init, recurrentInit and
 *     biasInit = uniform within 1 / sqrt(hidden); generator; norm = 'none', 'layer' or 'batch', and steps with batch norm
 * @returns  a layer from sequences [N, T, in] to sequences [N, T, hidden]
 * @throws ArgumentError  sizes that are no whole numbers from 1 on, or another choice
 * @throws ShapeError  from forward, if x is no batch of sequences of `inputs` channels
 * @see Elman 1990, "Finding structure in time"
 * @see Ba et al. 2016, "Layer normalization", arXiv 1607.06450; Cooijmans et al. 2017, "Recurrent batch normalization",
 *     arXiv 1603.09025
 * @example
 * const model = sequential(rnn(8, 32, { returns: 'last' }), linear(32, 10));
 * model.forward(zeros([5, 20, 8])).shape; // [5, 10]
 */
export function rnn<In extends number, Hidden extends number>(
  inputs: In,
  hidden: Hidden,
  options: RnnLayerOptions = {},
): Rnn<In, Hidden> {
  return new Rnn(inputs, hidden, options);
}
