// Cases of random numbers: they must be the same bits everywhere.
import type { KernelCase, Scalars } from './case.js';
import { roundings } from './tolerance.js';

const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 33, 64, 65, 1001, 200_003];

type Counter = Pick<
  Scalars<'randomUniform'>,
  'seedLow' | 'seedHigh' | 'streamLow' | 'streamHigh' | 'blockLow' | 'blockHigh'
>;

const counter = (blockLow: number, blockHigh: number): Counter => ({
  seedLow: 0x12345678,
  seedHigh: -5,
  streamLow: -0x7edcba99,
  streamHigh: 7,
  blockLow,
  blockHigh,
});

/** Starts at 0, far on, and where the low word overflows inside a vector of blocks (-3 is 2^32 - 3). */
const starts: readonly (readonly [string, Counter])[] = [
  ['from block 0', counter(0, 0)],
  ['from block 2^31', counter(-0x80000000, 1)],
  ['across the carry', counter(-3, 8)],
  ['across the last block', counter(-3, -1)],
];

const runs = [
  ...lengths.map((n) => ({ name: `${n} numbers`, n, at: counter(11, 0) })),
  ...starts.map(([name, at]) => ({ name, n: 131, at })),
];

export const randomCases = {
  randomUniform: [
    ...runs.map(({ name, n, at }): KernelCase<'randomUniform'> => ({
      name,
      scalars: { n, ...at, low: 0, high: 1 },
      tolerance: 'exact',
    })),
    {
      name: 'from -0.1 to 0.3',
      scalars: { n: 999, ...counter(0, 0), low: -0.1, high: 0.3 },
      tolerance: 'exact',
    },
  ] satisfies KernelCase<'randomUniform'>[],
  randomNormal: [
    ...runs.map(({ name, n, at }): KernelCase<'randomNormal'> => ({
      name,
      scalars: { n, ...at, mean: 0, std: 1 },
      tolerance: 'exact',
    })),
    {
      name: 'mean 0.2, deviation 0.1',
      scalars: { n: 999, ...counter(0, 0), mean: 0.2, std: 0.1 },
      tolerance: 'exact',
    },
  ] satisfies KernelCase<'randomNormal'>[],
  dropout: [
    ...runs.map(({ name, n, at }): KernelCase<'dropout'> => ({
      name,
      scalars: { n, ...at, rate: 0.5, scale: 2 },
      tolerance: 'exact',
    })),
    {
      name: 'a fifth dropped',
      scalars: { n: 999, ...counter(0, 0), rate: 0.2, scale: 1.25 },
      tolerance: roundings(1),
    },
    {
      name: 'nothing dropped',
      scalars: { n: 999, ...counter(0, 0), rate: 0, scale: 1 },
      tolerance: 'exact',
    },
  ] satisfies KernelCase<'dropout'>[],
};
