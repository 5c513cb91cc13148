// Cases of the kernels that walk strided views.
import { binaryFunctions } from '../contract/elementwise.js';
import type { BinaryFunction } from '../contract/elementwise.js';
import type { KernelCase, Scalars } from './case.js';
import { cycle, integers, uniform } from './draw.js';
import type { Draw } from './draw.js';
import { functionValue, roundings, sumOf } from './tolerance.js';

interface View {
  readonly name: string;
  readonly dims: readonly number[];
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Shapes as the tensor package makes them: 6 axes, those in front of length 1. */
const views: readonly View[] = [
  { name: 'empty', dims: [1, 1, 1, 1, 0, 3], a: [0, 0, 0, 0, 3, 1], b: [0, 0, 0, 0, 3, 1] },
  { name: 'one element', dims: [1, 1, 1, 1, 1, 1], a: [0, 0, 0, 0, 0, 0], b: [0, 0, 0, 0, 0, 0] },
  {
    name: 'equal shapes',
    dims: [1, 1, 1, 1, 1, 1003],
    a: [0, 0, 0, 0, 0, 1],
    b: [0, 0, 0, 0, 0, 1],
  },
  { name: 'scalar right', dims: [1, 1, 1, 1, 1, 77], a: [0, 0, 0, 0, 0, 1], b: [0, 0, 0, 0, 0, 0] },
  { name: 'scalar left', dims: [1, 1, 1, 1, 1, 77], a: [0, 0, 0, 0, 0, 0], b: [0, 0, 0, 0, 0, 1] },
  { name: 'row', dims: [1, 1, 1, 1, 13, 17], a: [0, 0, 0, 0, 17, 1], b: [0, 0, 0, 0, 0, 1] },
  { name: 'column', dims: [1, 1, 1, 1, 13, 17], a: [0, 0, 0, 0, 17, 1], b: [0, 0, 0, 0, 1, 0] },
  { name: 'outer', dims: [1, 1, 1, 1, 13, 17], a: [0, 0, 0, 0, 1, 0], b: [0, 0, 0, 0, 0, 1] },
  { name: 'transposed', dims: [1, 1, 1, 1, 9, 11], a: [0, 0, 0, 0, 1, 9], b: [0, 0, 0, 0, 11, 1] },
  { name: 'six axes', dims: [2, 3, 1, 4, 2, 3], a: [72, 24, 24, 6, 3, 1], b: [0, 12, 0, 3, 0, 1] },
  {
    name: 'channels',
    dims: [1, 1, 1, 2000, 1, 33],
    a: [0, 0, 0, 33, 33, 1],
    b: [0, 0, 0, 0, 0, 1],
  },
];

const product = (dims: readonly number[]): number => dims.reduce((x, y) => x * y, 1);

/** Elements that a view with strides >= 0 needs. */
const lengthOf = (dims: readonly number[], strides: readonly number[]): number =>
  product(dims) === 0
    ? 0
    : 1 + dims.reduce((sum, size, axis) => sum + (size - 1) * strides[axis]!, 0);

const exact: ReadonlySet<BinaryFunction> = new Set<BinaryFunction>([
  'maximum', 'minimum', 'equal', 'notEqual', 'greater', 'greaterEqual', 'less', 'lessEqual',
]); // prettier-ignore

function binaryCase(
  f: BinaryFunction,
  view: View,
  drawn?: { a: Draw; b: Draw },
): KernelCase<'binary'> {
  const { dims } = view;
  const scalars: Scalars<'binary'> = {
    n: product(dims),
    aLength: lengthOf(dims, view.a),
    bLength: lengthOf(dims, view.b),
    dims,
    aStrides: view.a,
    bStrides: view.b,
    f,
  };
  const ties = { a: integers(-2, 2), b: integers(-2, 2) };
  const powers = { a: uniform(0.05, 4), b: uniform(-3, 3) };
  return {
    name: `${f}, ${view.name}${drawn === undefined ? '' : ', special values'}`,
    scalars,
    buffers: drawn ?? (f === 'pow' ? powers : exact.has(f) ? ties : {}),
    tolerance: exact.has(f) ? 'exact' : f === 'pow' ? functionValue() : roundings(2),
  };
}

const rowView = views[5]!;
const flatView = views[2]!;
/** The views that every function gets. */
const notDouble = (view: View): boolean => view !== rowView && view !== flatView;
/** NaN must pass through arithmetic, maximum and minimum; it equals nothing. */
const special = {
  a: cycle(0, -1, 2.5, Infinity, NaN, 1, -0),
  b: cycle(1, 0, NaN, -1, Infinity),
};

interface Strided {
  readonly name: string;
  readonly dims: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  readonly length: number;
}

const stridedViews: readonly Strided[] = [
  { name: 'empty', dims: [1, 1, 1, 1, 3, 0], strides: [0, 0, 0, 0, 1, 1], offset: 0, length: 0 },
  {
    name: 'one element',
    dims: [1, 1, 1, 1, 1, 1],
    strides: [0, 0, 0, 0, 0, 0],
    offset: 4,
    length: 5,
  },
  {
    name: 'contiguous',
    dims: [1, 1, 1, 1, 1, 1003],
    strides: [0, 0, 0, 0, 0, 1],
    offset: 2,
    length: 1005,
  },
  {
    name: 'reversed',
    dims: [1, 1, 1, 1, 1, 100],
    strides: [0, 0, 0, 0, 0, -1],
    offset: 99,
    length: 100,
  },
  {
    name: 'transposed',
    dims: [1, 1, 1, 1, 13, 9],
    strides: [0, 0, 0, 0, 1, 13],
    offset: 0,
    length: 117,
  },
  {
    name: 'every second',
    dims: [1, 1, 1, 1, 1, 50],
    strides: [0, 0, 0, 0, 0, 2],
    offset: 1,
    length: 101,
  },
  {
    name: 'window',
    dims: [1, 1, 1, 3, 4, 5],
    strides: [0, 0, 0, 56, 8, 1],
    offset: 11,
    length: 168,
  },
  {
    name: 'six axes',
    dims: [2, 3, 2, 2, 2, 3],
    strides: [9, 3, 36, -72, 18, 1],
    offset: 72,
    length: 144,
  },
  {
    name: 'large',
    dims: [1, 1, 1, 1, 300, 301],
    strides: [0, 0, 0, 0, 1, 300],
    offset: 0,
    length: 90_300,
  },
];

export const stridedCases = {
  binary: [
    ...views.filter(notDouble).map((view) => binaryCase('add', view)),
    ...views.filter(notDouble).map((view) => binaryCase('mul', view)),
    ...binaryFunctions.map((f) => binaryCase(f, rowView)),
    ...binaryFunctions.map((f) => binaryCase(f, flatView)),
    ...binaryFunctions.filter((f) => f !== 'pow').map((f) => binaryCase(f, flatView, special)),
  ],
  gatherStrided: [
    ...stridedViews,
    {
      name: 'broadcast',
      dims: [1, 1, 1, 4, 5, 6],
      strides: [0, 0, 0, 6, 0, 1],
      offset: 0,
      length: 24,
    },
  ].map(({ name, dims, strides, offset, length }): KernelCase<'gatherStrided'> => ({
    name,
    scalars: { n: product(dims), xLength: length, offset, dims, strides },
    tolerance: 'exact',
  })),
  scatterStrided: stridedViews.flatMap(({ name, dims, strides, offset, length }) =>
    [false, true].map((accumulate): KernelCase<'scatterStrided'> => ({
      name: `${name}${accumulate ? ', accumulated' : ''}`,
      scalars: { n: product(dims), yLength: length, offset, dims, strides, accumulate },
      tolerance: accumulate ? sumOf(2) : 'exact',
    })),
  ),
};
