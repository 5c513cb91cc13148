// Long short-term memory as a layer.
import * as ops from '@evenkeel/tensor';
import type { LstmResult, LstmState, Tensor } from '@evenkeel/tensor';
import { Recurrent, type RecurrentOptions } from './recurrent.js';

/** Long short-term memory; made by `lstm`. */
export class Lstm<In extends number, Hidden extends number> extends Recurrent<In, Hidden> {
  static readonly repeats: boolean = true;
  constructor(inputs: In, hidden: Hidden, options: RecurrentOptions) {
    super({ in: inputs, hidden }, options, { op: 'lstm', gates: 4, memory: true });
  }

  /** Walks along x [N, T, in] from h and c [N, hidden], zeros by default. */
  override run(x: Tensor, { h = null, c = null }: Partial<LstmStart> = {}): LstmResult {
    return ops.lstm(x, { ...this.weightsFrom(0), h0: h, c0: c });
  }

  /** One step: x [N, in] and the state, h and c [N, hidden], give the next state. `t` is its number, for batch norm. */
  step(x: Tensor, state: LstmState, t = 0): LstmState {
    return ops.lstmCell(x, state, this.weightsFrom(t));
  }
}

interface LstmStart {
  readonly h: Tensor | null;
  readonly c: Tensor | null;
}

/**
 * Long short-term memory.
 *
 * i, f, g, o = the four pieces of x[:, t] weightIh + biasIh + h[t-1] weightHh + biasHh;
 * c[t] = sigmoid(f) c[t-1] + sigmoid(i) tanh(g); h[t] = sigmoid(o) tanh(c[t]), from h and c of zeros
 *
 * `forward` gives every h or the last one; `run(x, { h, c })` starts from a state and gives both and the last c;
 * `step(x, { h, c })` is the cell, one step.
 *
 * With norm 'layer' or 'batch' x[:, t] weightIh and h[t-1] weightHh are normalized before their biases, each with a scale
 * of its own, and c[t] on its way into tanh. Layer norm takes all gates of an example together;
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
 * @see Hochreiter and Schmidhuber 1997, "Long short-term memory"
 * @see Ba et al. 2016, "Layer normalization", arXiv 1607.06450; Cooijmans et al. 2017, "Recurrent batch normalization",
 *     arXiv 1603.09025
 * @example
 * const layer = lstm(8, 32);
 * layer.forward(zeros([5, 20, 8])).shape; // [5, 20, 32]
 * layer.weightIh.shape; // [8, 128]
 */
export function lstm<In extends number, Hidden extends number>(
  inputs: In,
  hidden: Hidden,
  options: RecurrentOptions = {},
): Lstm<In, Hidden> {
  return new Lstm(inputs, hidden, options);
}
