// Tensor ops: elementwise functions, arithmetic with broadcasting, reductions, shapes, and formulas made of them.
import {
  abs, add, argMax, broadcastTo, clip, concat, cos, cumSum, div, embedding, erf, exp, expm1, flip, gather, log, log1p,
  logSumExp, matmul, max, maximum, mean, min, minimum, mul, neg, pad, pow, reciprocal, reshape, rsqrt, sigmoid, sin,
  slice, split, sqrt, square, stack, sub, sum, takeAlongAxis, tanh, tile, transpose, variance, where,
} from '@evenkeel/tensor'; // prettier-ignore
import type { Tensor } from '@evenkeel/tensor';
import type { Attributes, RunContext, Runner } from '../run.js';

const of =
  (apply: (x: Tensor, attrs: Attributes) => Tensor): Runner =>
  (context) => ({ outputs: { y: apply(context.tensor('x'), context.attrs) } });

const unary = (apply: (x: Tensor) => Tensor): Runner => of((x) => apply(x));

const binary =
  (apply: (a: Tensor, b: Tensor) => Tensor): Runner =>
  (context) => ({ outputs: { y: apply(context.tensor('a'), context.tensor('b')) } });

type Reduction = (x: Tensor, axes: never, options: never) => Tensor;

/** `axes` null means all of them, here as in the ops. */
const reduction = (apply: Reduction): Runner =>
  of((x, attrs) => apply(x, attrs['axes'] as never, attrs as never));

/** Places on the axes of x; beyond an axis the vectors mean its end, as numpy does, where the op refuses. */
const within = (x: Tensor, places: readonly number[]): number[] =>
  places.map((place, axis) => Math.min(Math.max(place, -x.shape[axis]!), x.shape[axis]!));

/** x0, x1, ... */
function listOf(context: RunContext): Tensor[] {
  const names = Object.keys(context.golden.inputs).filter((name) => /^x\d+$/.test(name));
  return names.map((_, i) => context.tensor(`x${i}`));
}

/** h = tanh(x w); 4 times h = tanh(h w + x). */
function recurrence(x: Tensor, w: Tensor): Tensor {
  let h = tanh(mul(x, w));
  for (let i = 0; i < 4; i++) h = tanh(add(mul(h, w), x));
  return h;
}

/** The formulas of the vectors' README, each of which uses its inputs more than once. */
const formulas: Readonly<Record<string, (x: Tensor, w: Tensor | null) => Tensor>> = {
  'x * x + sigmoid(x) * x': (x) => add(mul(x, x), mul(sigmoid(x), x)),
  '(x + w) * x - mean(x * w)': (x, w) => sub(mul(add(x, w!), x), mean(mul(x, w!))),
  'matmul(x, w) / sqrt(sum(matmul(x, w) ^ 2, axes=[-1], keepDims) + 0.1)': (x, w) => {
    const product = matmul(x, w!);
    return div(product, sqrt(add(sum(square(product), [-1], { keepDims: true }), 0.1)));
  },
  'h = tanh(x * w); repeat 4 times h = tanh(h * w + x); y = h': (x, w) => recurrence(x, w!),
};

function composite(context: RunContext) {
  const formula: string = context.attrs['formula']!;
  const apply = formulas[formula];
  if (apply === undefined) throw new Error(`composite: formula must be known, got "${formula}".`);
  return { outputs: { y: apply(context.tensor('x'), context.optional('w')) } };
}

export const tensorRunners = {
  exp: unary(exp),
  log: unary(log),
  sqrt: unary(sqrt),
  rsqrt: unary(rsqrt),
  square: unary(square),
  abs: unary(abs),
  neg: unary(neg),
  reciprocal: unary(reciprocal),
  log1p: unary(log1p),
  expm1: unary(expm1),
  sin: unary(sin),
  cos: unary(cos),
  erf: unary(erf),
  pow: of((x, { exponent }) => pow(x, exponent!)),
  clip: of((x, { min: low, max: high }) =>
    clip(x, { min: low ?? -Infinity, max: high ?? Infinity }),
  ),
  add: binary(add),
  sub: binary(sub),
  mul: binary(mul),
  div: binary(div),
  maximum: binary(maximum),
  minimum: binary(minimum),
  powTensor: binary(pow),
  matmul: binary(matmul),
  sum: reduction(sum),
  mean: reduction(mean),
  max: reduction(max),
  min: reduction(min),
  logSumExp: reduction(logSumExp),
  var: reduction(variance),
  argMax: of((x, { axis }) => argMax(x, axis)),
  reshape: of((x, { shape }) => reshape(x, shape!)),
  transpose: of((x, { perm }) => transpose(x, perm)),
  slice: of((x, { starts, ends, steps }) => {
    const cut = within(x, ends!);
    return slice(x, within(x, starts!), { ends: cut, steps: steps! });
  }),
  broadcastTo: of((x, { shape }) => broadcastTo(x, shape!)),
  pad: of((x, { padding, value }) => pad(x, padding!, value)),
  flip: of((x, { axes }) => flip(x, axes!)),
  tile: of((x, { reps }) => tile(x, reps!)),
  split: ({ tensor, attrs }) => {
    const parts = split(tensor('x'), attrs['sizes']!, attrs['axis']);
    return { outputs: Object.fromEntries(parts.map((part, i) => [`y${i}`, part])) };
  },
  stack: (context) => ({ outputs: { y: stack(listOf(context), context.attrs['axis']) } }),
  cumSum: of((x, { axis }) => cumSum(x, axis)),
  gather: ({ tensor, attrs }) => ({
    outputs: { y: gather(tensor('x'), tensor('indices'), attrs['axis']) },
  }),
  takeAlongAxis: ({ tensor, attrs }) => ({
    outputs: { y: takeAlongAxis(tensor('x'), tensor('indices'), attrs['axis']) },
  }),
  embedding: ({ tensor }) => ({ outputs: { y: embedding(tensor('weight'), tensor('indices')) } }),
  where: ({ tensor }) => ({ outputs: { y: where(tensor('cond'), tensor('a'), tensor('b')) } }),
  concat: (context) => ({ outputs: { y: concat(listOf(context), context.attrs['axis']) } }),
  composite,
} satisfies Readonly<Record<string, Runner>>;
