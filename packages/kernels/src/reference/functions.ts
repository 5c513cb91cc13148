// The functions of one variable and their derivatives. `slope` takes what the contract saves:
// the output y for the functions in `savesOutput`, the input x for all others.
import type { UnaryFunction } from '../contract/elementwise.js';
import { erf, erfc } from './erf.js';

const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;
const SQRT_HALF = Math.SQRT1_2;
const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
const GELU_SCALE = Math.sqrt(2 / Math.PI);
const GELU_CUBE = 0.044715;
/** As in PyTorch, which the golden vectors follow: a float32 constant in float64 too. */
const SIXTH = Math.fround(1 / 6);

interface Definition {
  readonly value: (x: number, alpha: number, beta: number) => number;
  readonly slope: (saved: number, alpha: number, beta: number) => number;
}

const sigmoid = (x: number): number => {
  const e = Math.exp(-Math.abs(x));
  return x >= 0 ? 1 / (1 + e) : e / (1 + e);
};
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const normalCdf = (x: number): number => 0.5 * erfc(-x * SQRT_HALF);
const normalPdf = (x: number): number => (Math.exp((-x * x) / 2) * SQRT_HALF) / Math.sqrt(Math.PI);
const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/** Nearest integer, halves to the even one, as IEEE 754 rounds. */
const roundHalfEven = (x: number): number => {
  const nearest = Math.round(x);
  return nearest - x === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
};

const geluTanhSlope = (x: number): number => {
  const t = Math.tanh(GELU_SCALE * (x + GELU_CUBE * x * x * x));
  const inner = GELU_SCALE * (1 + 3 * GELU_CUBE * x * x);
  // Far out 1 - t^2 is exactly 0 while x^3 may be infinite: the product must be 0.
  const bend = t * t === 1 ? 0 : x * (1 - t * t) * inner;
  return 0.5 * (1 + t + bend);
};

const mishSlope = (x: number): number => {
  const t = Math.tanh(softplus(x));
  return t + x * (1 - t * t) * sigmoid(x);
};

const siluSlope = (x: number): number => {
  const s = sigmoid(x);
  return s + x * s * (1 - s);
};

/** Value and derivative of every function; conventions at kinks are those of golden vectors (PyTorch's). */
export const definitions: Readonly<Record<UnaryFunction, Definition>> = {
  neg: { value: (x) => -x, slope: () => -1 },
  abs: { value: Math.abs, slope: Math.sign },
  exp: { value: Math.exp, slope: (y) => y },
  log: { value: Math.log, slope: (x) => 1 / x },
  sqrt: { value: Math.sqrt, slope: (y) => 0.5 / y },
  rsqrt: { value: (x) => 1 / Math.sqrt(x), slope: (y) => -0.5 * y * y * y },
  square: { value: (x) => x * x, slope: (x) => 2 * x },
  reciprocal: { value: (x) => 1 / x, slope: (y) => -y * y },
  log1p: { value: Math.log1p, slope: (x) => 1 / (1 + x) },
  expm1: { value: Math.expm1, slope: Math.exp },
  sin: { value: Math.sin, slope: Math.cos },
  cos: { value: Math.cos, slope: (x) => -Math.sin(x) },
  erf: { value: erf, slope: (x) => TWO_OVER_SQRT_PI * Math.exp(-x * x) },
  sigmoid: { value: sigmoid, slope: (y) => y * (1 - y) },
  tanh: { value: Math.tanh, slope: (y) => 1 - y * y },
  // Written so that NaN passes through: a net that diverged must not look healthy again.
  relu: { value: (x) => (x <= 0 ? 0 : x), slope: (y) => (y > 0 ? 1 : 0) },
  relu6: { value: (x) => clip(x, 0, 6), slope: (x) => (x > 0 && x < 6 ? 1 : 0) },
  leakyRelu: { value: (x, a) => (x > 0 ? x : a * x), slope: (x, a) => (x > 0 ? 1 : a) },
  elu: {
    value: (x, a) => (x > 0 ? x : a * Math.expm1(x)),
    slope: (x, a) => (x > 0 ? 1 : a * Math.exp(x)),
  },
  selu: {
    value: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
    slope: (x) => SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x)),
  },
  celu: {
    value: (x, a) => (x > 0 ? x : a * Math.expm1(x / a)),
    slope: (x, a) => (x > 0 ? 1 : Math.exp(x / a)),
  },
  gelu: { value: (x) => x * normalCdf(x), slope: (x) => normalCdf(x) + x * normalPdf(x) },
  geluTanh: {
    value: (x) => 0.5 * x * (1 + Math.tanh(GELU_SCALE * (x + GELU_CUBE * x * x * x))),
    slope: geluTanhSlope,
  },
  silu: { value: (x) => x * sigmoid(x), slope: siluSlope },
  mish: { value: (x) => x * Math.tanh(softplus(x)), slope: mishSlope },
  softplus: { value: (x, a) => softplus(a * x) / a, slope: (x, a) => sigmoid(a * x) },
  softsign: { value: (x) => x / (1 + Math.abs(x)), slope: (x) => 1 / (1 + Math.abs(x)) ** 2 },
  hardSigmoid: {
    value: (x) => clip(x + 3, 0, 6) / 6,
    slope: (x) => (x > -3 && x < 3 ? SIXTH : 0),
  },
  hardSwish: {
    value: (x) => (x * clip(x + 3, 0, 6)) / 6,
    slope: (x) => (x < -3 ? 0 : x <= 3 ? x / 3 + 0.5 : 1),
  },
  pow: { value: (x, a) => x ** a, slope: (x, a) => (a === 0 ? 0 : a * x ** (a - 1)) },
  clip: { value: clip, slope: (x, low, high) => (x >= low && x <= high ? 1 : 0) },
  affine: { value: (x, a, b) => a * x + b, slope: (_x, a) => a },
  sign: { value: Math.sign, slope: () => 0 },
  floor: { value: Math.floor, slope: () => 0 },
  round: { value: roundHalfEven, slope: () => 0 },
};
