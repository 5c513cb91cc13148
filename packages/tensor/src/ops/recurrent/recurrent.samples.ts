// Samples of recurrent ops; their results are joined into one tensor.
import { zeros } from '../../core/create.js';
import type { Tensor } from '../../core/tensor.js';
import { bad, float, good, type OpSamples } from '../../samples/sample.js';
import { flatten } from '../shape/flatten.js';
import { mul } from '../binary/mul.js';
import { layerNorm } from '../norm/layer-norm.js';
import { concat } from '../shape/concat.js';
import { gru, gruCell } from './gru.js';
import { lstm, lstmCell } from './lstm.js';
import { rnn, rnnCell } from './rnn.js';

const state = float([2, 3]);
const sequence = float([2, 3, 2]);

const matrices = (gates: number) => ({
  weightIh: float([2, 3 * gates]),
  weightHh: float([3, 3 * gates]),
});

const weights = (gates: number) => ({
  ...matrices(gates),
  biasIh: float([3 * gates]),
  biasHh: float([3 * gates]),
});

/** Weights of zeros for three units. */
const none = (gates: number) => ({
  weightIh: zeros([2, 3 * gates]),
  weightHh: zeros([3, 3 * gates]),
});

const joined = (...tensors: readonly Tensor[]): Tensor =>
  concat(
    tensors.map((tensor) => flatten(tensor)),
    1,
  );

const layered = (y: Tensor): Tensor => layerNorm(y);
/** Another function at each step. */
const stretched = (y: Tensor, t: number): Tensor => mul(y, t + 1);

const rnnSamples: OpSamples = {
  good: [
    good('no state', { x: sequence, ...weights(1) }, ({ x, ...options }) => rnn(x, options).y),
    good('state', { x: sequence, h0: state, ...weights(1) }, ({ x, ...options }) => {
      const { y, hT } = rnn(x, options);
      return joined(y, hT);
    }),
    good(
      'one step',
      { x: float([1, 1, 2]), ...matrices(1) },
      ({ x, ...options }) => rnn(x, options).hT,
    ),
  ],
  bad: [
    bad(
      'a matrix',
      () => rnn(zeros([2, 2]), none(1)),
      'rnn: x must be [N, T, IN] of one step or more, got [2, 2].',
    ),
    bad(
      'no steps',
      () => rnn(zeros([2, 0, 2]), none(1)),
      'rnn: x must be [N, T, IN] of one step or more, got [2, 0, 2].',
    ),
    bad(
      'another nonlinearity',
      () => rnn(zeros([2, 1, 2]), { ...none(1), nonlinearity: 'cos' as never }),
      'rnn: nonlinearity must be tanh or relu, got cos.',
    ),
  ],
};

const rnnCellSamples: OpSamples = {
  good: [
    good('tanh', { x: float([2, 2]), h: state, ...weights(1) }, ({ x, h, ...options }) =>
      rnnCell(x, h, options),
    ),
    good(
      'relu',
      {
        x: float([2, 2], { low: 0.5 }),
        h: float([2, 3], { low: 0.5 }),
        weightIh: float([2, 3], { low: 0.5 }),
        weightHh: float([3, 3], { low: 0.5 }),
      },
      ({ x, h, ...options }) => rnnCell(x, h, { ...options, nonlinearity: 'relu' }),
    ),
  ],
  bad: [
    bad(
      'a state of other units',
      () => rnnCell(zeros([2, 2]), zeros([2, 4]), none(1)),
      'rnnCell: h must be [2, 3] to match x and weightHh, got [2, 4].',
    ),
    bad(
      'a matrix that is not square',
      () => rnnCell(zeros([2, 2]), zeros([2, 3]), { ...none(1), weightHh: zeros([3, 4]) }),
      'rnnCell: weightHh must be [H, H], got [3, 4].',
    ),
  ],
};

const lstmSamples: OpSamples = {
  good: [
    good('no state', { x: sequence, ...weights(4) }, ({ x, ...options }) => lstm(x, options).y),
    good('states', { x: sequence, h0: state, c0: state, ...weights(4) }, ({ x, ...options }) => {
      const { y, hT, cT } = lstm(x, options);
      return joined(y, hT, cT);
    }),
    good(
      'no bias',
      { x: float([1, 2, 2]), ...matrices(4) },
      ({ x, ...options }) => lstm(x, options).cT,
    ),
    good('normalized', { x: sequence, ...weights(4) }, ({ x, ...options }) => {
      const normalize = { input: stretched, state: layered, memory: layered };
      return lstm(x, { ...options, normalize }).y;
    }),
  ],
  bad: [
    bad(
      'inputs of other features',
      () => lstm(zeros([2, 3, 4]), none(4)),
      'lstm: weightIh must be [4, 12], [IN, 4 * H], to match x [2, 3, 4] and weightHh, got [2, 12].',
    ),
    bad(
      'a memory of another batch',
      () => lstm(zeros([2, 3, 2]), { ...none(4), c0: zeros([1, 3]) }),
      'lstm: c0 must be [2, 3] to match x and weightHh, got [1, 3].',
    ),
  ],
};

const lstmCellSamples: OpSamples = {
  good: [
    good('both states', { x: float([2, 2]), h: state, c: state, ...weights(4) }, (inputs) => {
      const { x, h, c, ...options } = inputs;
      const next = lstmCell(x, { h, c }, options);
      return joined(next.h, next.c);
    }),
  ],
  bad: [
    bad(
      'a bias of one gate',
      () =>
        lstmCell(
          zeros([2, 2]),
          { h: zeros([2, 3]), c: zeros([2, 3]) },
          { ...none(4), biasHh: zeros([3]) },
        ),
      'lstmCell: biasHh must be [12] to match weightHh, got [3].',
    ),
  ],
};

const gruSamples: OpSamples = {
  good: [
    good('no state', { x: sequence, ...weights(3) }, ({ x, ...options }) => gru(x, options).y),
    good('state', { x: sequence, h0: state, ...weights(3) }, ({ x, ...options }) => {
      const { y, hT } = gru(x, options);
      return joined(y, hT);
    }),
    good('normalized', { x: sequence, ...weights(3) }, ({ x, ...options }) =>
      joined(gru(x, { ...options, normalize: { input: layered, state: stretched } }).y),
    ),
  ],
  bad: [
    bad(
      'weights of four gates',
      () => gru(zeros([2, 3, 2]), none(4)),
      'gru: weightHh must be [H, 3 * H], got [3, 12].',
    ),
  ],
};

const gruCellSamples: OpSamples = {
  good: [
    good('biases', { x: float([2, 2]), h: state, ...weights(3) }, ({ x, h, ...options }) =>
      gruCell(x, h, options),
    ),
    good('no bias', { x: float([2, 2]), h: state, ...matrices(3) }, ({ x, h, ...options }) =>
      gruCell(x, h, options),
    ),
  ],
  bad: [
    bad(
      'a sequence',
      () => gruCell(zeros([2, 3, 2]), zeros([2, 3]), none(3)),
      'gruCell: x must be [N, IN], got [2, 3, 2].',
    ),
  ],
};

export const recurrentSamples: Readonly<Record<string, OpSamples>> = {
  rnn: rnnSamples,
  rnnCell: rnnCellSamples,
  lstm: lstmSamples,
  lstmCell: lstmCellSamples,
  gru: gruSamples,
  gruCell: gruCellSamples,
};
