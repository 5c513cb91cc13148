// Cases of the kernels that pick, count and order elements.
import type { KernelCase } from './case.js';
import { cycle, integers, normal } from './draw.js';
import { sumOf } from './tolerance.js';

interface Lines {
  readonly name: string;
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
}

const lines: readonly Lines[] = [
  { name: 'empty', outer: 0, n: 3, inner: 2 },
  { name: 'one element', outer: 1, n: 1, inner: 1 },
  { name: 'rows', outer: 13, n: 17, inner: 1 },
  { name: 'columns', outer: 1, n: 19, inner: 33 },
  { name: 'middle', outer: 3, n: 5, inner: 7 },
  { name: 'long', outer: 2, n: 5001, inner: 1 },
  { name: 'wide', outer: 2, n: 9, inner: 40_001 },
];

interface SelectionCase {
  readonly name: string;
  readonly scalars: KernelCase<'gather'>['scalars'];
}

function selections(): SelectionCase[] {
  return lines.flatMap(({ name, outer, n, inner }) =>
    (['place', 'element'] as const).map((per) => {
      const count = name === 'one element' ? 3 : 11;
      const indexLength = per === 'element' ? outer * count * inner : count;
      return {
        name: `${name}, an index per ${per}`,
        scalars: { outer, n, inner, count, indexLength, per },
      };
    }),
  );
}

/** Indices from 0 to n - 1, some of them more than once. */
const indicesBelow = (limit: 'n' | 'c', args: Readonly<Record<string, unknown>>) =>
  integers(0, Number(args[limit]) - 1);

const someIndex = (limit: 'n' | 'c') => ({
  index: (context: Parameters<ReturnType<typeof integers>>[0]) =>
    indicesBelow(limit, context.args)(context),
});

export const selectCases = {
  gather: [
    ...selections().map(({ name, scalars }): KernelCase<'gather'> => ({
      name,
      scalars,
      buffers: someIndex('n'),
      tolerance: 'exact',
    })),
    {
      name: 'no index',
      scalars: { outer: 2, n: 3, inner: 4, count: 0, indexLength: 0, per: 'place' },
      tolerance: 'exact',
    } satisfies KernelCase<'gather'>,
  ],
  scatterAdd: selections().map(({ name, scalars }): KernelCase<'scatterAdd'> => ({
    name,
    scalars,
    buffers: someIndex('n'),
    tolerance: sumOf(scalars.count),
  })),
  oneHot: [
    [0, 3],
    [1, 1],
    [60, 10],
    [7, 33],
    [1, 100],
    [3001, 2],
  ].map(([n, c]): KernelCase<'oneHot'> => ({
    name: `${n} x ${c}`,
    scalars: { n: n!, c: c! },
    buffers: someIndex('c'),
    tolerance: 'exact',
  })),
  cumSum: lines.flatMap(({ name, outer, n, inner }) =>
    [false, true].map((reverse): KernelCase<'cumSum'> => ({
      name: `${name}${reverse ? ', from the end' : ''}`,
      scalars: { outer, n, inner, reverse },
      tolerance: sumOf(2),
    })),
  ),
  argSort: [
    ...lines.flatMap(({ name, outer, n, inner }) =>
      [false, true].map((descending): KernelCase<'argSort'> => ({
        name: `${name}${descending ? ', descending' : ''}`,
        scalars: { outer, n, inner, descending },
        buffers: { x: name === 'middle' ? integers(-2, 2) : normal() },
        tolerance: 'exact',
      })),
    ),
    ...[false, true].map((descending): KernelCase<'argSort'> => ({
      name: `special values${descending ? ', descending' : ''}`,
      scalars: { outer: 3, n: 13, inner: 1, descending },
      buffers: { x: cycle(NaN, 1, -Infinity, 0, -0, Infinity, 1, NaN, -2) },
      tolerance: 'exact',
    })),
  ],
};
