// Cases of the kernels that treat every element alone.
import type { UnaryFunction } from '../contract/elementwise.js';
import { savesOutput, unaryFunctions } from '../contract/elementwise.js';
import { definitions } from '../reference/functions.js';
import type { KernelCase } from './case.js';
import { cycle, integers, magnitudes, normal, uniform } from './draw.js';
import type { Draw } from './draw.js';
import { functionValue, roundings, sumOf } from './tolerance.js';
import type { Tolerance } from './tolerance.js';

/** Empty, one, around every vector width, odd tails, and enough for several threads. */
const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 65, 127, 1000, 100_003];
const few = [0, 1, 7, 16, 33, 1001];

interface Sample {
  readonly alpha?: number;
  readonly beta?: number;
  /** Where the function is worth sampling; N(0, 2) if absent. */
  readonly domain?: Draw;
  /** Cancels near its ends or is made of several functions: see `functionValue`. */
  readonly loose?: boolean;
}

const positive = uniform(0.01, 30);
const parameters: Partial<Readonly<Record<UnaryFunction, Sample>>> = {
  log: { domain: positive },
  sqrt: { domain: positive },
  rsqrt: { domain: positive },
  reciprocal: { domain: magnitudes(-3, 3) },
  exp: { domain: uniform(-30, 30) },
  log1p: { domain: uniform(-0.9, 30) },
  expm1: { domain: uniform(-5, 20) },
  sin: { domain: uniform(-100, 100) },
  cos: { domain: uniform(-100, 100) },
  erf: { loose: true },
  gelu: { loose: true },
  geluTanh: { loose: true },
  mish: { loose: true },
  sigmoid: { domain: uniform(-30, 30) },
  leakyRelu: { alpha: 0.01 },
  elu: { alpha: 1.5 },
  celu: { alpha: 0.7 },
  softplus: { alpha: 2, domain: normal(0, 8) },
  relu6: { domain: uniform(-3, 9) },
  hardSigmoid: { domain: uniform(-5, 5) },
  hardSwish: { domain: uniform(-5, 5) },
  pow: { alpha: 2.5, domain: positive },
  clip: { alpha: -0.5, beta: 1.25 },
  affine: { alpha: -1.5, beta: 0.3 },
};

/** Kinks, signed zeros, numbers near and far from 1, values where exp overflows or vanishes, NaN. */
const special = cycle(
  0, -0, 1e-30, -1e-30, 1e-4, -1e-4, 0.5, -0.5, 1, -1, 3, -3, 6, -6, 20, -20, 87, -87, 1e3, -1e3, NaN,
); // prettier-ignore

const exactFunctions: ReadonlySet<UnaryFunction> = new Set<UnaryFunction>([
  'neg', 'abs', 'relu', 'relu6', 'clip', 'sign', 'floor', 'round',
]); // prettier-ignore

function toleranceOf(f: UnaryFunction): Tolerance {
  if (exactFunctions.has(f)) return 'exact';
  return f === 'affine' ? sumOf(2) : functionValue(parameters[f]?.loose ?? false);
}

function unaryCases(): KernelCase<'unary'>[] {
  const make = (f: UnaryFunction, n: number, domain?: Draw): KernelCase<'unary'> => {
    const { alpha = 0, beta = 0, domain: usual = normal(0, 2) } = parameters[f] ?? {};
    return {
      name: `${f} of ${n}${domain === undefined ? '' : ', special values'}`,
      scalars: { n, f, alpha, beta },
      buffers: { x: domain ?? usual },
      tolerance: toleranceOf(f),
    };
  };
  return [
    ...lengths.map((n) => make('relu', n)),
    ...few.map((n) => make('tanh', n)),
    ...unaryFunctions.map((f) => make(f, 259)),
    ...unaryFunctions.map((f) => make(f, 42, special)),
  ];
}

/** f of the domain where the gradient wants the output, else the domain itself. */
function savedOf(f: UnaryFunction, domain: Draw): Draw {
  const { alpha = 0, beta = 0 } = parameters[f] ?? {};
  if (!savesOutput.has(f)) return domain;
  const { value } = definitions[f];
  return (context) => Array.from(domain(context), (x) => Math.fround(value(x, alpha, beta)));
}

function unaryGradCases(): KernelCase<'unaryGrad'>[] {
  const make = (f: UnaryFunction, n: number, domain?: Draw): KernelCase<'unaryGrad'> => {
    const { alpha = 0, beta = 0, domain: usual = normal(0, 2) } = parameters[f] ?? {};
    return {
      name: `${f} of ${n}${domain === undefined ? '' : ', special values'}`,
      scalars: { n, f, alpha, beta },
      buffers: { saved: savedOf(f, domain ?? usual) },
      // dy reaches 4, and the slope of a function has its errors times that.
      tolerance: { relative: 6e-6, absolute: 4e-6 },
    };
  };
  return [
    ...lengths.map((n) => make('sigmoid', n)),
    ...few.map((n) => make('relu', n)),
    ...unaryFunctions.map((f) => make(f, 259)),
    ...unaryFunctions.map((f) => make(f, 42, special)),
  ];
}

export const elementwiseCases = {
  fill: lengths.map((n): KernelCase<'fill'> => ({
    name: `${n} elements`,
    scalars: { n, value: -0.1 },
    tolerance: 'exact',
  })),
  copy: [
    ...lengths.map((n): KernelCase<'copy'> => ({
      name: `all ${n} elements`,
      scalars: { n, xLength: n, xOffset: 0, yLength: n, yOffset: 0 },
      tolerance: 'exact',
    })),
    ...few.map((n): KernelCase<'copy'> => ({
      name: `${n} elements from 3 to 5`,
      scalars: { n, xLength: n + 4, xOffset: 3, yLength: n + 6, yOffset: 5 },
      tolerance: 'exact',
    })),
  ],
  fromBytes: lengths.map((n): KernelCase<'fromBytes'> => ({
    name: `${n} elements`,
    scalars: { n, scale: 1 / 255, shift: -0.1307 },
    buffers: { x: integers(0, 255) },
    tolerance: sumOf(2),
  })),
  toFloat: lengths.map((n): KernelCase<'toFloat'> => ({
    name: `${n} elements`,
    scalars: { n },
    buffers: { x: integers(-100_000, 100_000) },
    tolerance: 'exact',
  })),
  toInt: [
    ...lengths.map((n): KernelCase<'toInt'> => ({
      name: `${n} elements`,
      scalars: { n },
      buffers: { x: uniform(-1000, 1000) },
      tolerance: 'exact',
    })),
    {
      name: 'special values',
      scalars: { n: 20 },
      buffers: { x: cycle(NaN, -Infinity, -3e9, -0, 0.9, -0.9, 1e9) },
      tolerance: 'exact',
    },
  ] satisfies KernelCase<'toInt'>[],
  unary: unaryCases(),
  unaryGrad: unaryGradCases(),
  where: [
    ...lengths.map((n): KernelCase<'where'> => ({
      name: `${n} elements`,
      scalars: { n },
      buffers: { condition: integers(-1, 1) },
      tolerance: 'exact',
    })),
    {
      name: 'without a',
      scalars: { n: 37 },
      buffers: { condition: integers(0, 1), a: null },
      tolerance: 'exact',
    },
    {
      name: 'without b',
      scalars: { n: 37 },
      buffers: { condition: integers(0, 1), b: null },
      tolerance: 'exact',
    },
  ] satisfies KernelCase<'where'>[],
  accumulate: [
    ...lengths.map((n): KernelCase<'accumulate'> => ({
      name: `${n} elements`,
      scalars: { n, scale: -0.3 },
      tolerance: sumOf(2),
    })),
    { name: 'scale 0', scalars: { n: 35, scale: 0 }, tolerance: roundings(0) },
  ] satisfies KernelCase<'accumulate'>[],
};
