import { zeros } from '../../core/create.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { mul } from '../binary/mul.js';
import { sub } from '../binary/sub.js';
import { split } from '../shape/split.js';
import { sigmoid } from '../unary/sigmoid.js';
import { tanh } from '../unary/tanh.js';
import type { RnnResult } from './rnn.js';
import {
  checkState,
  checkWeights,
  preactivations,
  unroll,
  type RecurrentWeights,
  type Step,
} from './weights.js';

export interface GruOptions extends RecurrentWeights {
  /** [N, H], the state before the first step. Default: zeros. */
  readonly h0?: Tensor | null;
}

/**
 * One step of a gated recurrent unit.
 *
 * gi = x weightIh + biasIh and gh = h weightHh + biasHh, each in three pieces r, z, n;
 * r = sigmoid(gi_r + gh_r); z = sigmoid(gi_z + gh_z); n = tanh(gi_n + r gh_n); h' = (1 - z) n + z h.
 * The reset gate r acts behind the matrix product and its bias.
 *
 * @param x        [N, IN]
 * @param h        [N, H], the state before the step
 * @param weights  weightIh [IN, 3 H]; weightHh [H, 3 H]; biasIh, biasHh [3 H], or none
 * @returns  [N, H], the state after the step
 * @throws ShapeError  if weights or state do not fit x
 * @see Cho et al. 2014, "Learning phrase representations using RNN encoder-decoder"
 * @example
 * const weights = { weightIh: zeros([2, 9]), weightHh: zeros([3, 9]) };
 * gruCell(ones([1, 2]), tensor([[4, 2, 0]]), weights).dataSync(); // [2, 1, 0]
 */
export function gruCell(x: Tensor, h: Tensor, weights: RecurrentWeights): Tensor {
  const { state } = checkWeights(x, weights, { op: 'gruCell', gates: 3, form: '[N, IN]' });
  checkState(h, state, { op: 'gruCell', argument: 'h' });
  return tidy(() => next(x, h, { weights, t: 0 }));
}

/**
 * A gated recurrent unit along a sequence: `gruCell` at every step.
 *
 * gi = x[:, t] weightIh + biasIh and gh = h[t-1] weightHh + biasHh, each in three pieces r, z, n;
 * r = sigmoid(gi_r + gh_r); z = sigmoid(gi_z + gh_z); n = tanh(gi_n + r gh_n); h[t] = (1 - z) n + z h[t-1]
 *
 * @param x        [N, T, IN], T from 1 on
 * @param options  weightIh [IN, 3 H]; weightHh [H, 3 H]; biasIh, biasHh [3 H], or none; h0 [N, H], zeros by default;
 *     normalize: functions between the products and their biases, or none
 * @returns  y [N, T, H], every h; hT [N, H], the last one
 * @throws ShapeError  if x is no batch of sequences, or weights or state do not fit it
 * @see Cho et al. 2014, "Learning phrase representations using RNN encoder-decoder"
 * @example
 * const weights = { weightIh: zeros([2, 9]), weightHh: zeros([3, 9]) };
 * gru(ones([1, 5, 2]), { ...weights, h0: tensor([[32, 64, 0]]) }).hT.dataSync(); // [1, 2, 0]
 */
export function gru(x: Tensor, options: GruOptions): RnnResult {
  const { state } = checkWeights(x, options, { op: 'gru', gates: 3, form: '[N, T, IN]' });
  const { h0 = null } = options;
  if (h0 !== null) checkState(h0, state, { op: 'gru', argument: 'h0' });
  return tidy(() => {
    const { y, last } = unroll(x, { h: h0 ?? zeros(state) }, (now, { h }, t) => ({
      h: next(now, h, { weights: options, t }),
    }));
    return { y, hT: last.h };
  });
}

function next(x: Tensor, h: Tensor, { weights, t }: Step): Tensor {
  const { fromInput, fromState } = preactivations({ x, h }, weights, t);
  const [inputR, inputZ, inputN] = split(fromInput, 3, 1) as [Tensor, Tensor, Tensor];
  const [stateR, stateZ, stateN] = split(fromState, 3, 1) as [Tensor, Tensor, Tensor];
  const reset = sigmoid(add(inputR, stateR));
  const update = sigmoid(add(inputZ, stateZ));
  const candidate = tanh(add(inputN, mul(reset, stateN)));
  return add(candidate, mul(update, sub(h, candidate)));
}
