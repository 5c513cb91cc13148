// Samples of the functions of one variable: most differ only in their domain and kinks.
import { disposedTensor } from '../../samples/disposed.js';
import { bad, float, good, type FloatInput, type OpSamples } from '../../samples/sample.js';
import { tensor } from '../../core/create.js';
import type { Tensor } from '../../core/tensor.js';
import * as ops from '../index.js';

type Domain = Omit<FloatInput, 'kind' | 'shape'>;

/** An op without parameters on a domain. */
function plain(name: string, op: (x: Tensor) => Tensor, domain: Domain = {}): OpSamples {
  return {
    good: [
      good('matrix', { x: float([3, 5], domain) }, ({ x }) => op(x)),
      good('scalar', { x: float([], domain) }, ({ x }) => op(x)),
      good('odd tail', { x: float([1, 19], domain) }, ({ x }) => op(x)),
      good('empty', { x: float([0, 4], domain) }, ({ x }) => op(x)),
    ],
    bad: [
      bad(
        'integers',
        () => op(tensor([1], { dtype: 'int32' })),
        `${name}: x must be a float tensor, got int32.`,
      ),
      bad(
        'a disposed tensor',
        () => op(disposedTensor([2, 3])),
        `${name}: x must be a live tensor, got a disposed one of shape [2, 3]. ` +
          'Return it from tidy(), or keep() it.',
      ),
    ],
  };
}

/** An op with options: `plain` with the defaults, and more good and bad samples. */
function withOptions(base: OpSamples, more: OpSamples): OpSamples {
  return { good: [...base.good, ...more.good], bad: [...base.bad, ...more.bad] };
}

const x = (domain: Domain = {}) => ({ x: float([2, 7], domain) });
const atZero: Domain = { kinks: [0] };
const positive: Domain = { low: 0.2, high: 3 };

export const unarySamples = {
  neg: plain('neg', ops.neg),
  abs: plain('abs', ops.abs, atZero),
  exp: plain('exp', ops.exp),
  log: plain('log', ops.log, positive),
  sqrt: plain('sqrt', ops.sqrt, positive),
  rsqrt: plain('rsqrt', ops.rsqrt, positive),
  square: plain('square', ops.square),
  reciprocal: plain('reciprocal', ops.reciprocal, positive),
  log1p: plain('log1p', ops.log1p, { low: -0.8, high: 3 }),
  expm1: plain('expm1', ops.expm1),
  sin: plain('sin', ops.sin, { low: -6, high: 6 }),
  cos: plain('cos', ops.cos, { low: -6, high: 6 }),
  erf: plain('erf', ops.erf, { low: -3, high: 3 }),
  sigmoid: plain('sigmoid', ops.sigmoid, { low: -6, high: 6 }),
  tanh: plain('tanh', ops.tanh, { low: -3, high: 3 }),
  relu: plain('relu', ops.relu, atZero),
  relu6: plain('relu6', ops.relu6, { low: -3, high: 9, kinks: [0, 6] }),
  selu: plain('selu', ops.selu, atZero),
  silu: plain('silu', ops.silu, { low: -5, high: 5 }),
  mish: plain('mish', ops.mish, { low: -5, high: 5 }),
  softsign: plain('softsign', ops.softsign),
  hardSigmoid: plain('hardSigmoid', ops.hardSigmoid, { low: -5, high: 5, kinks: [-3, 3] }),
  hardSwish: plain('hardSwish', ops.hardSwish, { low: -5, high: 5, kinks: [-3, 3] }),
  sign: plain('sign', ops.sign, atZero),
  floor: plain('floor', ops.floor, { kinks: [-2, -1, 0, 1, 2] }),
  round: plain('round', ops.round, { kinks: [-1.5, -0.5, 0.5, 1.5] }),
  leakyRelu: withOptions(plain('leakyRelu', ops.leakyRelu, atZero), {
    good: [
      good('slope', x(atZero), (inputs) => ops.leakyRelu(inputs.x, { slope: 0.3 })),
      good('slope 0', x(atZero), (inputs) => ops.leakyRelu(inputs.x, { slope: 0 })),
    ],
    bad: [],
  }),
  elu: withOptions(plain('elu', ops.elu, atZero), {
    good: [good('alpha', x(atZero), (inputs) => ops.elu(inputs.x, { alpha: 1.7 }))],
    bad: [],
  }),
  celu: withOptions(plain('celu', ops.celu, atZero), {
    good: [good('alpha', x(atZero), (inputs) => ops.celu(inputs.x, { alpha: 1.7 }))],
    bad: [
      bad(
        'alpha 0',
        () => ops.celu(tensor([1]), { alpha: 0 }),
        'celu: alpha must be a number but 0, got 0.',
      ),
    ],
  }),
  gelu: withOptions(plain('gelu', ops.gelu), {
    good: [good('tanh', x(), (inputs) => ops.gelu(inputs.x, { approximate: 'tanh' }))],
    bad: [],
  }),
  softplus: withOptions(plain('softplus', ops.softplus, { low: -5, high: 5 }), {
    good: [good('beta', x(), (inputs) => ops.softplus(inputs.x, { beta: 2.5 }))],
    bad: [
      bad(
        'beta 0',
        () => ops.softplus(tensor([1]), { beta: 0 }),
        'softplus: beta must be above 0, got 0.',
      ),
    ],
  }),
  clip: {
    good: [
      good('both', x({ kinks: [-0.7, 0.9] }), (inputs) =>
        ops.clip(inputs.x, { min: -0.7, max: 0.9 }),
      ),
      good('lower bound', x({ kinks: [0] }), (inputs) => ops.clip(inputs.x, { min: 0 })),
      good('upper bound', x({ kinks: [0] }), (inputs) => ops.clip(inputs.x, { min: null, max: 0 })),
    ],
    bad: [
      bad(
        'bounds the wrong way round',
        () => ops.clip(tensor([1]), { min: 2, max: 1 }),
        'clip: max must be at least min = 2, got 1.',
      ),
    ],
  },
} satisfies Record<string, OpSamples>;
