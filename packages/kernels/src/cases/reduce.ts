// Cases of reductions over the middle axis, and of softmax.
import type { KernelCase } from './case.js';
import { cycle, from, integers, normal, uniform } from './draw.js';
import { functionValue, roundings, roundoff, sumOf } from './tolerance.js';

interface Shape {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
}

/** Sums over the last axis (inner 1), the first (outer 1), all axes, and the middle; odd, long and empty ones. */
const shapes: readonly Shape[] = [
  { outer: 0, n: 3, inner: 4 },
  { outer: 3, n: 4, inner: 0 },
  { outer: 1, n: 1, inner: 1 },
  { outer: 1, n: 7, inner: 1 },
  { outer: 5, n: 1, inner: 6 },
  { outer: 60, n: 10, inner: 1 },
  { outer: 7, n: 33, inner: 1 },
  { outer: 3, n: 17, inner: 5 },
  { outer: 2, n: 9, inner: 40 },
  { outer: 1, n: 60, inner: 100 },
  { outer: 1, n: 4097, inner: 3 },
  { outer: 1, n: 1000, inner: 33 },
  { outer: 1, n: 300_001, inner: 1 },
  { outer: 2, n: 20_011, inner: 7 },
];

/** The shapes that every reduction gets. */
const forAll: readonly Shape[] = shapes.slice(6, 9);
const notDouble = (shape: Shape): boolean => !forAll.includes(shape);

const nameOf = ({ outer, n, inner }: Shape): string => `[${outer}, ${n}, ${inner}]`;

type Reduction = KernelCase<'reduce'>['scalars']['f'];

function reduceCase(f: Reduction, shape: Shape): KernelCase<'reduce'> {
  const { n } = shape;
  const order = f === 'max' || f === 'min';
  // Factors of a product stay near 1; each of its n roundings counts fully.
  const tolerance = order ? 'exact' : f === 'prod' ? roundings(n + 1) : sumOf(n);
  return {
    name: `${f} of ${nameOf(shape)}`,
    scalars: { ...shape, f },
    buffers: f === 'prod' ? { x: uniform(0.9, 1.1) } : {},
    tolerance,
  };
}

const kinds: readonly Reduction[] = ['sum', 'mean', 'max', 'min', 'prod', 'sumOfSquares'];

type Args = Readonly<Record<string, unknown>>;

/** The maximum over the middle axis of the buffer x. */
function maximumOf(args: Args): Float64Array {
  const { x, outer, n, inner } = args as unknown as Shape & { x: Float64Array };
  const y = new Float64Array(outer * inner).fill(-Infinity);
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < n; k++) {
      for (let i = 0; i < inner; i++) {
        y[o * inner + i] = Math.max(y[o * inner + i]!, x[(o * n + k) * inner + i]!);
      }
    }
  }
  return y;
}

/** Softmax of N(0, 2) along the middle axis, or its logarithm, as float32. */
function softmaxOf(log: boolean) {
  return ({
    length,
    random,
    args,
  }: {
    length: number;
    random: { normal(): number };
    args: Args;
  }) => {
    const { n, inner } = args as unknown as Shape;
    const x = Float64Array.from({ length }, () => 2 * random.normal());
    const sums = new Map<number, number>();
    const row = (at: number): number => Math.floor(at / (n * inner)) * inner + (at % inner);
    x.forEach((value, at) => sums.set(row(at), (sums.get(row(at)) ?? 0) + Math.exp(value)));
    return x.map((value, at) => {
      const logp = value - Math.log(sums.get(row(at))!);
      return Math.fround(log ? logp : Math.exp(logp));
    });
  };
}

const softmaxShapes = shapes.filter(({ n }) => n < 100_000);

export const reduceCases = {
  reduce: [
    ...shapes.filter(notDouble).map((shape) => reduceCase('sum', shape)),
    ...shapes.filter(notDouble).map((shape) => reduceCase('mean', shape)),
    ...kinds.flatMap((f) => forAll.map((shape) => reduceCase(f, shape))),
    {
      name: 'sum, all of one sign and large',
      scalars: { outer: 1, n: 100_000, inner: 1, f: 'sum' },
      buffers: { x: uniform(1e4, 2e4) },
      // Naive summation is off by roundoff * n / 2 here; blocks of at most 1000 keep it below this.
      tolerance: roundings(1000),
    },
    {
      name: 'max with NaN',
      scalars: { outer: 3, n: 21, inner: 1, f: 'max' },
      buffers: { x: cycle(1, 2, NaN, -3, ...Array.from({ length: 20 }, (_, i) => i)) },
      tolerance: 'exact',
    },
  ] satisfies KernelCase<'reduce'>[],
  extremumGrad: shapes.slice(0, 12).map((shape): KernelCase<'extremumGrad'> => ({
    name: nameOf(shape),
    scalars: { ...shape },
    buffers: { x: integers(-3, 3), y: from(maximumOf) },
    tolerance: roundings(2),
  })),
  argMax: [
    ...shapes.map((shape): KernelCase<'argMax'> => ({
      name: nameOf(shape),
      scalars: { ...shape },
      tolerance: 'exact',
    })),
    ...shapes.map((shape): KernelCase<'argMax'> => ({
      name: `${nameOf(shape)} with ties`,
      scalars: { ...shape },
      buffers: { x: integers(0, 3) },
      tolerance: 'exact',
    })),
  ],
  softmax: [false, true].flatMap((log) => [
    ...softmaxShapes.map((shape): KernelCase<'softmax'> => ({
      name: `${log ? 'logarithm, ' : ''}${nameOf(shape)}`,
      scalars: { ...shape, log },
      buffers: { x: normal(0, 3) },
      tolerance: log ? { relative: 4e-6, absolute: 2e-6 } : functionValue(),
    })),
    {
      name: `${log ? 'logarithm, ' : ''}shifted by 1e4`,
      scalars: { outer: 9, n: 13, inner: 1, log },
      buffers: { x: normal(1e4, 4) },
      tolerance: log ? { relative: 4e-6, absolute: 2e-6 } : functionValue(),
    } satisfies KernelCase<'softmax'>,
  ]),
  softmaxGrad: [false, true].flatMap((log) =>
    softmaxShapes.map((shape): KernelCase<'softmaxGrad'> => ({
      name: `${log ? 'logarithm, ' : ''}${nameOf(shape)}`,
      scalars: { ...shape, log },
      buffers: { y: softmaxOf(log) },
      // The sum over n is multiplied by a number of at most 1.
      tolerance: { relative: 4e-6, absolute: (16 + 4 * shape.n) * roundoff },
    })),
  ),
  broadcastMiddle: shapes.map((shape): KernelCase<'broadcastMiddle'> => ({
    name: nameOf(shape),
    scalars: { ...shape, scale: 0.3 },
    tolerance: roundings(1),
  })),
};
