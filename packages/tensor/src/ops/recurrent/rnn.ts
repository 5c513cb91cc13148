import { zeros } from '../../core/create.js';
import { ArgumentError } from '../../core/errors.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { relu } from '../unary/relu.js';
import { tanh } from '../unary/tanh.js';
import {
  checkState,
  checkWeights,
  preactivations,
  unroll,
  type RecurrentWeights,
  type Step,
} from './weights.js';

export interface RnnCellOptions extends RecurrentWeights {
  /** Default 'tanh'. */
  readonly nonlinearity?: 'tanh' | 'relu';
}

export interface RnnOptions extends RnnCellOptions {
  /** [N, H], the state before the first step. Default: zeros. */
  readonly h0?: Tensor | null;
}

export interface RnnResult {
  /** [N, T, H], the state after every step. */
  readonly y: Tensor;
  /** [N, H], the state after the last one. */
  readonly hT: Tensor;
}

/**
 * One step of a plain recurrent net (Elman).
 *
 * h' = f(x weightIh + biasIh + h weightHh + biasHh)
 *
 * @param x        [N, IN]
 * @param h        [N, H], the state before the step
 * @param options  weightIh [IN, H]; weightHh [H, H]; biasIh, biasHh [H], or none; nonlinearity f = 'tanh', or 'relu'
 * @returns  [N, H], the state after the step
 * @throws ShapeError  if weights or state do not fit x
 * @throws ArgumentError  another nonlinearity
 * @see Elman 1990, "Finding structure in time"
 * @example
 * const weights = { weightIh: tensor([[0.5]]), weightHh: tensor([[1]]) };
 * rnnCell(tensor([[1]]), tensor([[0.5]]), weights).dataSync(); // [0.7616]
 */
export function rnnCell(x: Tensor, h: Tensor, options: RnnCellOptions): Tensor {
  const { state } = checkWeights(x, options, { op: 'rnnCell', gates: 1, form: '[N, IN]' });
  checkState(h, state, { op: 'rnnCell', argument: 'h' });
  checkNonlinearity('rnnCell', options);
  return tidy(() => next(x, h, { weights: options, t: 0 }));
}

/**
 * A plain recurrent net (Elman) along a sequence.
 *
 * h[t] = f(x[:, t] weightIh + biasIh + h[t-1] weightHh + biasHh)
 *
 * @param x        [N, T, IN], T from 1 on
 * @param options  weightIh [IN, H]; weightHh [H, H]; biasIh, biasHh [H], or none; nonlinearity f = 'tanh', or 'relu';
 *                 h0 [N, H], zeros by default; normalize: functions between the products and their biases, or none
 * @returns  y [N, T, H], every state; hT [N, H], the last one
 * @throws ShapeError  if x is no batch of sequences, or weights or state do not fit it
 * @throws ArgumentError  another nonlinearity
 * @see Elman 1990, "Finding structure in time"
 * @example
 * const weights = { weightIh: tensor([[1]]), weightHh: tensor([[2]]) };
 * rnn(tensor([[[1], [1], [1]]]), { ...weights, nonlinearity: 'relu' }).y.dataSync(); // [1, 3, 7]
 */
export function rnn(x: Tensor, options: RnnOptions): RnnResult {
  const { state } = checkWeights(x, options, { op: 'rnn', gates: 1, form: '[N, T, IN]' });
  const { h0 = null } = options;
  if (h0 !== null) checkState(h0, state, { op: 'rnn', argument: 'h0' });
  checkNonlinearity('rnn', options);
  return tidy(() => {
    const { y, last } = unroll(x, { h: h0 ?? zeros(state) }, (now, { h }, t) => ({
      h: next(now, h, { weights: options, t }),
    }));
    return { y, hT: last.h };
  });
}

function next(x: Tensor, h: Tensor, { weights, t }: Step<RnnCellOptions>): Tensor {
  const { fromInput, fromState } = preactivations({ x, h }, weights, t);
  const sum = add(fromInput, fromState);
  return weights.nonlinearity === 'relu' ? relu(sum) : tanh(sum);
}

function checkNonlinearity(op: string, { nonlinearity = 'tanh' }: RnnCellOptions): void {
  if (nonlinearity === 'tanh' || nonlinearity === 'relu') return;
  const rule = { argument: 'nonlinearity', expected: 'tanh or relu' };
  throw new ArgumentError({ op, ...rule, received: String(nonlinearity) });
}
