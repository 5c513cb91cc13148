// The gated recurrent unit as a layer.
import * as ops from '@evenkeel/tensor';
import type { RnnResult, Tensor } from '@evenkeel/tensor';
import { Recurrent, type RecurrentOptions } from './recurrent.js';

/** A gated recurrent unit; made by `gru`. */
export class Gru<In extends number, Hidden extends number> extends Recurrent<In, Hidden> {
  static readonly repeats: boolean = true;
  constructor(inputs: In, hidden: Hidden, options: RecurrentOptions) {
    super({ in: inputs, hidden }, options, { op: 'gru', gates: 3, memory: false });
  }

  /** Walks along x [N, T, in] from h0 [N, hidden], zeros by default. */
  override run(x: Tensor, h0: Tensor | null = null): RnnResult {
    return ops.gru(x, { ...this.weightsFrom(0), h0 });
  }

  /** One step: x [N, in] and the state [N, hidden] give the next state. `t` is its number, for batch norm. */
  step(x: Tensor, h: Tensor, t = 0): Tensor {
    return ops.gruCell(x, h, this.weightsFrom(t));
  }
}

/**
 * Gated recurrent unit.
 *
 * gi = x[:, t] weightIh + biasIh and gh = h[t-1] weightHh + biasHh, each in three pieces r, z, n;
 * r = sigmoid(gi_r + gh_r); z = sigmoid(gi_z + gh_z); n = tanh(gi_n + r gh_n); h[t] = (1 - z) n + z h[t-1],
 * from h of zeros. The reset gate r acts behind the matrix product and its bias.
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
 * @param options  returns = 'sequence'; bias = true; init, recurrentInit and biasInit = uniform within
 *     1 / sqrt(hidden); generator; norm = 'none', 'layer' or 'batch', and steps with batch norm
 * @returns  a layer from sequences [N, T, in] to sequences [N, T, hidden]
 * @throws ArgumentError  sizes that are no whole numbers from 1 on, or another choice
 * @throws ShapeError  from forward, if x is no batch of sequences of `inputs` channels
 * @see Cho et al. 2014, "Learning phrase representations using RNN encoder-decoder"
 * @see Ba et al. 2016, "Layer normalization", arXiv 1607.06450; Cooijmans et al. 2017, "Recurrent batch normalization",
 *     arXiv 1603.09025
 * @example
 * const layer = gru(8, 32, { returns: 'last' });
 * layer.forward(zeros([5, 20, 8])).shape; // [5, 32]
 * const { y, hT } = layer.run(zeros([5, 20, 8]), ones([5, 32]));
 * [y.shape, hT.shape]; // [[5, 20, 32], [5, 32]]
 */
export function gru<In extends number, Hidden extends number>(
  inputs: In,
  hidden: Hidden,
  options: RecurrentOptions = {},
): Gru<In, Hidden> {
  return new Gru(inputs, hidden, options);
}
