// Cases of group normalization: rows (layer norm), images in groups, one channel a group (instance norm), without center.
// The gradients are given statistics that belong to x.
import type { KernelCase } from './case.js';
import { from, normal } from './draw.js';
import type { Draw } from './draw.js';
import { roundoff, sumOf } from './tolerance.js';
import type { Tolerance } from './tolerance.js';

interface Size {
  readonly n: number;
  readonly s: number;
  readonly groups: number;
  readonly k: number;
}

const sized = ([n, s, groups, k]: readonly [number, number, number, number]): Size => ({
  n,
  s,
  groups,
  k,
});

const sizes: readonly Size[] = [
  sized([1, 1, 1, 2]),
  sized([3, 1, 5, 1]),
  sized([60, 1, 1, 100]),
  sized([33, 1, 1, 61]),
  sized([3, 1, 1, 5000]),
  sized([17, 1, 4, 9]),
  sized([2, 9, 2, 3]),
  sized([5, 49, 4, 8]),
  sized([3, 16, 33, 1]),
  sized([2, 300, 1, 5]),
  sized([1, 1030, 16, 2]),
  sized([70, 4, 8, 5]),
  ...Array.from({ length: 20 }, (_, i) => sized([2, 7, 1 + (i % 3), i + 1])),
  ...Array.from({ length: 20 }, (_, i) => sized([3, 1, 1 + (i % 2), i + 2])),
];

const eps = 1e-5;
const offset: Draw = normal(0.3, 1.5);
/** The hard case: a mean of 1e3 with a deviation of 1e-2. */
const shifted: Draw = normal(1e3, 1e-2);

/** Of two to four values the normalization may leave the difference of nearly equal ones. */
function normalized({ s, k }: Size): Tolerance {
  return { relative: 4 * roundoff, scaled: (24 + (s * k < 8 ? 2000 : 0)) * roundoff };
}

/** The second part of the mean is what rounding took from the first. */
const means: Tolerance = { relative: 4 * roundoff, scaled: 4 * roundoff, absolute: 16 * roundoff };

const label = ({ n, s, groups, k }: Size, center: boolean): string =>
  `${n} x ${s} x ${groups} x ${k}${center ? '' : ', no center'}`;

function without(buffers: Readonly<Record<string, unknown>>): string {
  const absent = Object.entries(buffers).filter(([, draw]) => draw === null);
  return absent.map(([name]) => `, without ${name}`).join('');
}

function forwardCase(
  size: Size,
  center: boolean,
  buffers: NonNullable<KernelCase<'groupNorm'>['buffers']> = {},
): KernelCase<'groupNorm'> {
  return {
    name: `${label(size, center)}${without(buffers)}`,
    scalars: { ...size, eps, center },
    buffers: { x: offset, ...buffers },
    tolerance: normalized(size),
    tolerances: { mean: means },
  };
}

interface Drawn extends Size {
  readonly x: Float64Array;
  readonly center: boolean;
}

/** Mean in two parts and 1 / sqrt(variance + eps) of each group of a drawn x, as float32. */
function statistics({ x, n, s, groups, k, center }: Drawn): { mean: number[]; rstd: number[] } {
  const mean: number[] = [];
  const rstd: number[] = [];
  for (let group = 0; group < n * groups; group++) {
    const start = Math.floor(group / groups) * s * groups * k + (group % groups) * k;
    const values = Array.from(
      { length: s * k },
      (_, i) => x[start + Math.floor(i / k) * groups * k + (i % k)]!,
    );
    const middle = center ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
    const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    mean.push(Math.fround(middle), Math.fround(middle - Math.fround(middle)));
    rstd.push(Math.fround(1 / Math.sqrt(squares / values.length + eps)));
  }
  return { mean, rstd };
}

const statisticsOf = (args: Readonly<Record<string, unknown>>) =>
  statistics(args as unknown as Drawn);

function gradCase(
  size: Size,
  center: boolean,
  buffers: NonNullable<KernelCase<'groupNormGrad'>['buffers']> = {},
): KernelCase<'groupNormGrad'> {
  const sums = sumOf(size.n * size.s);
  return {
    name: `${label(size, center)}${without(buffers)}`,
    scalars: { ...size, center },
    buffers: {
      x: offset,
      mean: from((args) => statisticsOf(args).mean),
      rstd: from((args) => statisticsOf(args).rstd),
      ...buffers,
    },
    tolerance: { ...(normalized(size) as object), relative: 8 * roundoff, absolute: 64 * roundoff },
    tolerances: { dgamma: sums, dbeta: sums },
  };
}

const bare = { gamma: null, beta: null } as const;
const few = sizes.slice(0, 11);

export const groupNormCases = {
  groupNorm: [
    ...sizes.map((size) => forwardCase(size, true)),
    ...few.map((size) => forwardCase(size, true, bare)),
    ...few.map((size) => forwardCase(size, false, { beta: null })),
    forwardCase(sized([4, 1, 1, 30]), true, { gamma: null }),
    forwardCase(sized([4, 9, 2, 4]), true, { gamma: null }),
    ...[sized([40, 1, 1, 77]), sized([2, 600, 3, 4]), sized([3, 64, 5, 1])].map(
      (size): KernelCase<'groupNorm'> => ({
        ...forwardCase(size, true, { x: shifted }),
        name: `${label(size, true)}, mean 1e3, deviation 1e-2`,
      }),
    ),
  ],
  groupNormGrad: [
    ...sizes.map((size) => gradCase(size, true)),
    ...few.map((size) => gradCase(size, true, { gamma: null, dgamma: null, dbeta: null })),
    ...few.map((size) => gradCase(size, false, { dbeta: null })),
    gradCase(sized([40, 1, 2, 13]), true, { dx: null }),
    gradCase(sized([5, 20, 2, 7]), true, { dx: null }),
    ...[sized([40, 1, 1, 77]), sized([2, 600, 3, 4])].map((size): KernelCase<'groupNormGrad'> => ({
      ...gradCase(size, true, { x: shifted }),
      name: `${label(size, true)}, mean 1e3, deviation 1e-2`,
    })),
  ],
} satisfies { readonly [K in 'groupNorm' | 'groupNormGrad']: readonly KernelCase<K>[] };
