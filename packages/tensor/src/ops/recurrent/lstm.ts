import { zeros } from '../../core/create.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { mul } from '../binary/mul.js';
import { split } from '../shape/split.js';
import { sigmoid } from '../unary/sigmoid.js';
import { tanh } from '../unary/tanh.js';
import {
  checkState,
  checkWeights,
  preactivations,
  unroll,
  type RecurrentWeights,
  type Step,
} from './weights.js';

export interface LstmState {
  /** [N, H], what the cell shows. */
  readonly h: Tensor;
  /** [N, H], what it remembers. */
  readonly c: Tensor;
}

export interface LstmOptions extends RecurrentWeights {
  /** [N, H]. Default: zeros. */
  readonly h0?: Tensor | null;
  /** [N, H]. Default: zeros. */
  readonly c0?: Tensor | null;
}

export interface LstmResult {
  /** [N, T, H], h after every step. */
  readonly y: Tensor;
  /** [N, H], h after the last one. */
  readonly hT: Tensor;
  /** [N, H], c after the last one. */
  readonly cT: Tensor;
}

/**
 * One step of long short-term memory.
 *
 * i, f, g, o = the four pieces of x weightIh + biasIh + h weightHh + biasHh, in this order;
 * c' = sigmoid(f) c + sigmoid(i) tanh(g); h' = sigmoid(o) tanh(c')
 *
 * @param x        [N, IN]
 * @param state    h and c, both [N, H], before the step
 * @param weights  weightIh [IN, 4 H]; weightHh [H, 4 H]; biasIh, biasHh [4 H], or none
 * @returns  h and c after the step
 * @throws ShapeError  if weights or state do not fit x
 * @see Hochreiter and Schmidhuber 1997, "Long short-term memory"
 * @example
 * const weights = { weightIh: zeros([2, 12]), weightHh: zeros([3, 12]) };
 * const state = { h: zeros([1, 3]), c: tensor([[4, 2, 0]]) };
 * lstmCell(ones([1, 2]), state, weights).c.dataSync(); // [2, 1, 0]
 */
export function lstmCell(x: Tensor, state: LstmState, weights: RecurrentWeights): LstmState {
  const sizes = checkWeights(x, weights, { op: 'lstmCell', gates: 4, form: '[N, IN]' });
  checkState(state.h, sizes.state, { op: 'lstmCell', argument: 'h' });
  checkState(state.c, sizes.state, { op: 'lstmCell', argument: 'c' });
  return tidy(() => next(x, state, { weights, t: 0 }));
}

/**
 * Long short-term memory along a sequence: `lstmCell` at every step.
 *
 * i, f, g, o = the four pieces of x[:, t] weightIh + biasIh + h[t-1] weightHh + biasHh;
 * c[t] = sigmoid(f) c[t-1] + sigmoid(i) tanh(g); h[t] = sigmoid(o) tanh(c[t])
 *
 * @param x        [N, T, IN], T from 1 on
 * @param options  weightIh [IN, 4 H]; weightHh [H, 4 H]; biasIh, biasHh [4 H], or none; h0, c0 [N, H], zeros by default;
 *     normalize: functions between the products and their biases, or none
 * @returns  y [N, T, H], every h; hT and cT [N, H], the last state
 * @throws ShapeError  if x is no batch of sequences, or weights or states do not fit it
 * @see Hochreiter and Schmidhuber 1997, "Long short-term memory"
 * @example
 * const weights = { weightIh: zeros([2, 12]), weightHh: zeros([3, 12]) };
 * const { y, cT } = lstm(ones([1, 5, 2]), { ...weights, c0: tensor([[32, 64, 0]]) });
 * y.shape; // [1, 5, 3]
 * cT.dataSync(); // [1, 2, 0]
 */
export function lstm(x: Tensor, options: LstmOptions): LstmResult {
  const { state } = checkWeights(x, options, { op: 'lstm', gates: 4, form: '[N, T, IN]' });
  const { h0 = null, c0 = null } = options;
  if (h0 !== null) checkState(h0, state, { op: 'lstm', argument: 'h0' });
  if (c0 !== null) checkState(c0, state, { op: 'lstm', argument: 'c0' });
  return tidy(() => {
    const start = { h: h0 ?? zeros(state), c: c0 ?? zeros(state) };
    const { y, last } = unroll(x, start, (now, before, t) =>
      next(now, before, { weights: options, t }),
    );
    return { y, hT: last.h, cT: last.c };
  });
}

function next(x: Tensor, { h, c }: LstmState, { weights, t }: Step): LstmState {
  const { fromInput, fromState } = preactivations({ x, h }, weights, t);
  const [i, f, g, o] = split(add(fromInput, fromState), 4, 1) as [Tensor, Tensor, Tensor, Tensor];
  const memory = add(mul(sigmoid(f), c), mul(sigmoid(i), tanh(g)));
  const shown = weights.normalize?.memory?.(memory, t) ?? memory;
  return { h: mul(sigmoid(o), tanh(shown)), c: memory };
}
