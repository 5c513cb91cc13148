// Cases of batch normalization. The gradients are given statistics that belong to x.
import type { KernelCase, Scalars } from './case.js';
import { from, normal, uniform } from './draw.js';
import type { Draw, DrawContext } from './draw.js';
import { roundoff, sumOf } from './tolerance.js';
import type { Tolerance } from './tolerance.js';

interface Size {
  readonly m: number;
  readonly c: number;
}

/** One row more than a vector of channels, ragged batches, images, every channel count up to 40. */
const sizes: readonly Size[] = [
  { m: 2, c: 1 },
  { m: 3, c: 2 },
  { m: 60, c: 100 },
  { m: 61, c: 33 },
  { m: 500, c: 3 },
  { m: 1000, c: 16 },
  { m: 4099, c: 33 },
  { m: 20_000, c: 8 },
  { m: 7, c: 300 },
  ...Array.from({ length: 40 }, (_, i) => ({ m: 30 + i, c: i + 1 })),
];
const few = sizes.filter(({ m, c }, i) => m * c < 10_000 && (i < 9 || i % 10 === 0));

const eps = 1e-5;
const offset: Draw = normal(0.3, 1.5);
/** The hard case: a mean of 1e3 with a deviation of 1e-2. */
const shifted: Draw = normal(1e3, 1e-2);

/**
 * (x - mean) * rstd loses `ratio` = |mean| / deviation roundings, because float32 holds x and the mean to that; a
 * batch of two or three may by chance have a deviation a hundredth of usual.
 */
function normalized({ m }: Size, ratio = 1): Tolerance {
  const scaled = (24 + 4 * ratio + (m < 5 ? 400 : 0)) * roundoff;
  return { relative: 4 * roundoff, scaled };
}

/** Of two or three values the normalization leaves almost nothing, so that dx is the rest of what cancels. */
function gradient(size: Size): Tolerance {
  return size.m < 5 ? { relative: 4 * roundoff, absolute: 400 * roundoff } : normalized(size);
}

/** A mean near 0 of data that reach 6: their roundings count, not its own. */
const means: Tolerance = { relative: 4 * roundoff, absolute: 16 * roundoff };

function forwardCase(
  size: Size,
  more: Partial<Scalars<'batchNorm'>> & { buffers?: KernelCase<'batchNorm'>['buffers'] } = {},
): KernelCase<'batchNorm'> {
  const { buffers, ...scalars } = more;
  const absent = Object.entries(buffers ?? {}).filter(([, draw]) => draw === null);
  const without = absent.map(([name]) => `, without ${name}`).join('');
  return {
    name: `${size.m} x ${size.c}, ${scalars.activation ?? 'none'}${without}`,
    scalars: { ...size, eps, momentum: 0.1, activation: 'none', ...scalars },
    buffers: { x: offset, runningVar: uniform(0.5, 2), ...buffers },
    tolerance: normalized(size),
    tolerances: {
      mean: means,
      rstd: normalized(size),
      runningMean: means,
      runningVar: sumOf(16),
    },
  };
}

const plain = { residual: null } as const;
const bare = {
  residual: null,
  gamma: null,
  beta: null,
  runningMean: null,
  runningVar: null,
} as const;

const forward: readonly KernelCase<'batchNorm'>[] = [
  ...sizes.map((size) => forwardCase(size, { buffers: plain })),
  ...few.map((size) => forwardCase(size, { activation: 'relu' })),
  ...few.map((size) => forwardCase(size, { activation: 'relu', buffers: plain })),
  ...few.map((size) => forwardCase(size, { buffers: bare })),
  forwardCase({ m: 33, c: 9 }, { buffers: { ...plain, gamma: null } }),
  forwardCase({ m: 33, c: 10 }, { buffers: { ...plain, beta: null } }),
  { ...forwardCase({ m: 1, c: 5 }, { buffers: plain }), name: 'one row: variance 0' },
  { ...forwardCase({ m: 9, c: 0 }, { buffers: plain }), name: 'no channels' },
  { ...forwardCase({ m: 40, c: 7 }, { momentum: 1, buffers: plain }), name: 'momentum 1' },
  ...[
    { m: 60, c: 17 },
    { m: 4000, c: 5 },
  ].map((size): KernelCase<'batchNorm'> => ({
    ...forwardCase(size, { buffers: plain }),
    name: `${size.m} x ${size.c}, mean 1e3, deviation 1e-2`,
    buffers: { ...plain, x: shifted, runningVar: uniform(0.5, 2) },
    tolerance: normalized(size, 1e5),
    // The variance is 1e-4 and must be right although x^2 is 1e6.
    tolerances: {
      mean: { relative: 2 * roundoff },
      rstd: { relative: 1e-4 },
      runningVar: sumOf(16),
    },
  })),
];

/** Column means, and 1 / sqrt(variance + eps), of a drawn x, as float32. */
function statistics({ x, m, c }: { x: Float64Array; m: number; c: number }): {
  mean: number[];
  rstd: number[];
} {
  const mean: number[] = [];
  const rstd: number[] = [];
  for (let k = 0; k < c; k++) {
    const column = Array.from({ length: m }, (_, i) => x[i * c + k]!);
    const center = column.reduce((sum, value) => sum + value, 0) / m;
    const variance = column.reduce((sum, value) => sum + (value - center) ** 2, 0) / m;
    mean.push(Math.fround(center));
    rstd.push(Math.fround(1 / Math.sqrt(variance + eps)));
  }
  return { mean, rstd };
}

type Args = Readonly<Record<string, unknown>>;
const statisticsOf = (args: Args) =>
  statistics(args as unknown as { x: Float64Array; m: number; c: number });

/** dy, but 0 where the value before the ReLU is so near 0 that rounding may decide its sign. */
function clearOfKink({ length, random, args }: DrawContext): Float64Array {
  const { x, gamma, beta, mean, rstd, variance, c } = args as Readonly<
    Record<string, Float64Array | null>
  > & {
    c: number;
  };
  return Float64Array.from({ length }, (_, at) => {
    const k = at % c;
    const scale = rstd?.[k] ?? 1 / Math.sqrt(variance![k]! + eps);
    const value = (x![at]! - mean![k]!) * scale * (gamma?.[k] ?? 1) + (beta?.[k] ?? 0);
    return Math.abs(value) < 1e-3 ? 0 : Math.fround(random.normal());
  });
}

type GradCase = KernelCase<'batchNormGrad'>;
const gradSums = ({ m }: Size): Tolerance => sumOf(m);

function gradCase(
  size: Size,
  activation: 'none' | 'relu',
  buffers: GradCase['buffers'] = {},
): GradCase {
  const absent = Object.entries(buffers).filter(([, draw]) => draw === null);
  return {
    name: `${size.m} x ${size.c}, ${activation}${absent.map(([name]) => `, without ${name}`).join('')}`,
    scalars: { ...size, activation },
    buffers: {
      x: offset,
      gamma: normal(),
      beta: normal(),
      mean: from((args) => statisticsOf(args).mean),
      rstd: from((args) => statisticsOf(args).rstd),
      dy: clearOfKink,
      ...buffers,
    },
    tolerance: gradient(size),
    tolerances: { dgamma: gradSums(size), dbeta: gradSums(size) },
  };
}

const masked = { y: null, dresidual: null } as const;

const backward: readonly GradCase[] = [
  ...sizes.map((size) => gradCase(size, 'relu', masked)),
  ...few.map((size) => gradCase(size, 'none', masked)),
  ...few.map((size) => gradCase(size, 'relu')),
  ...few.map((size) => gradCase(size, 'relu', { ...masked, gamma: null, beta: null })),
  ...few.map((size) => gradCase(size, 'none', { ...masked, dx: null })),
  { ...gradCase({ m: 9, c: 0 }, 'relu'), name: 'no channels' },
  gradCase({ m: 50, c: 19 }, 'relu', { ...masked, dgamma: null, dbeta: null }),
  gradCase({ m: 51, c: 19 }, 'none', { y: null }),
  {
    ...gradCase({ m: 64, c: 12 }, 'none', { ...masked, x: shifted }),
    name: 'mean 1e3, deviation 1e-2',
  },
];

function inferenceCase(
  size: Size,
  activation: 'none' | 'relu',
  buffers: KernelCase<'batchNormInference'>['buffers'] = {},
): KernelCase<'batchNormInference'> {
  const absent = Object.entries(buffers).filter(([, draw]) => draw === null);
  return {
    name: `${size.m} x ${size.c}, ${activation}${absent.map(([name]) => `, without ${name}`).join('')}`,
    scalars: { ...size, eps, activation },
    buffers: { variance: uniform(0.1, 3), ...buffers },
    tolerance: normalized(size),
  };
}

function inferenceGradCase(
  size: Size,
  activation: 'none' | 'relu',
  buffers: KernelCase<'batchNormInferenceGrad'>['buffers'] = {},
): KernelCase<'batchNormInferenceGrad'> {
  const absent = Object.entries(buffers).filter(([, draw]) => draw === null);
  return {
    name: `${size.m} x ${size.c}, ${activation}${absent.map(([name]) => `, without ${name}`).join('')}`,
    scalars: { ...size, eps, activation },
    buffers: {
      x: offset,
      gamma: normal(),
      beta: normal(),
      mean: normal(),
      variance: uniform(0.1, 3),
      dy: clearOfKink,
      ...buffers,
    },
    tolerance: normalized(size),
    tolerances: { dgamma: gradSums(size), dbeta: gradSums(size) },
  };
}

export const batchNormCases = {
  batchNorm: forward,
  batchNormGrad: backward,
  batchNormInference: [
    { ...inferenceCase({ m: 0, c: 3 }, 'none'), name: 'no rows' },
    ...sizes.map((size) => inferenceCase(size, 'relu', { residual: null })),
    ...few.map((size) => inferenceCase(size, 'none')),
    ...few.map((size) => inferenceCase(size, 'relu')),
    inferenceCase({ m: 31, c: 21 }, 'none', { residual: null, gamma: null, beta: null }),
  ],
  batchNormInferenceGrad: [
    { ...inferenceGradCase({ m: 0, c: 3 }, 'none'), name: 'no rows' },
    ...sizes.map((size) => inferenceGradCase(size, 'relu', masked)),
    ...few.map((size) => inferenceGradCase(size, 'relu')),
    ...few.map((size) => inferenceGradCase(size, 'none', { ...masked, gamma: null, beta: null })),
    inferenceGradCase({ m: 31, c: 21 }, 'none', { ...masked, dgamma: null, dbeta: null }),
    inferenceGradCase({ m: 31, c: 22 }, 'none', { ...masked, dx: null }),
  ],
};
