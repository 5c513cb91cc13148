// Cases of convolution: the same geometries for the forward pass and both gradients.
import type { KernelCase, Scalars } from './case.js';
import { windowName, windows, windowScalars } from './geometry.js';
import type { Window } from './geometry.js';
import { normal } from './draw.js';
import { roundoff, sumOf } from './tolerance.js';
import type { Tolerance } from './tolerance.js';

type Geometry = Scalars<'conv2dInputGrad'>;

interface ConvShape {
  readonly name: string;
  readonly scalars: Geometry;
}

interface Channels {
  readonly c: number;
  readonly o: number;
  readonly groups?: number;
  readonly precision?: 'exact' | 'fast';
}

function shape(window: Window, { c, o, groups = 1, precision = 'exact' }: Channels): ConvShape {
  const grouped = groups === 1 ? '' : `, ${groups} groups`;
  return {
    name: `${windowName(window)}, ${c} to ${o} channels${grouped}${precision === 'fast' ? ', fast' : ''}`,
    scalars: { ...windowScalars(window), c, o, groups, precision },
  };
}

const padded: Window = { image: [6, 5], kernel: [3, 3], pad: [1, 1, 1, 1] };
const strided: Window = { image: [7, 6], kernel: [3, 3], stride: [2, 2], pad: [1, 1, 1, 1] };

/** Groups, depthwise, and depthwise with a multiplier. */
const grouped: readonly Channels[] = [
  { c: 4, o: 6, groups: 2 },
  { c: 9, o: 3, groups: 3 },
  { c: 8, o: 8, groups: 8 },
  { c: 33, o: 33, groups: 33 },
  { c: 5, o: 15, groups: 5 },
  { c: 16, o: 32, groups: 4 },
];

/** Large enough for several threads and blocks; the layers of small nets. */
const large: readonly ConvShape[] = [
  shape({ n: 8, image: [28, 28], kernel: [5, 5], pad: [2, 2, 2, 2] }, { c: 1, o: 32 }),
  shape({ n: 3, image: [14, 14], kernel: [5, 5], pad: [2, 2, 2, 2] }, { c: 32, o: 64 }),
  shape({ n: 5, image: [32, 32], kernel: [3, 3], pad: [1, 1, 1, 1] }, { c: 3, o: 16 }),
  shape({ n: 2, image: [16, 16], kernel: [3, 3], pad: [1, 1, 1, 1] }, { c: 32, o: 32 }),
  shape({ n: 3, image: [8, 8], kernel: [3, 3], pad: [1, 1, 1, 1] }, { c: 64, o: 64 }),
  shape(
    { n: 3, image: [16, 16], kernel: [3, 3], stride: [2, 2], pad: [1, 1, 1, 1] },
    { c: 16, o: 32 },
  ),
  shape({ n: 4, image: [9, 9], kernel: [1, 1] }, { c: 96, o: 64 }),
  shape({ n: 2, image: [7, 7], kernel: [3, 3], pad: [1, 1, 1, 1] }, { c: 130, o: 70 }),
];

const shapes: readonly ConvShape[] = [
  ...windows.map((window) => shape(window, { c: 3, o: 5 })),
  ...windows.map((window) => shape(window, { c: 16, o: 16 })),
  ...Array.from({ length: 40 }, (_, i) => shape(padded, { c: i + 1, o: ((i * 7) % 40) + 1 })),
  ...Array.from({ length: 40 }, (_, i) => shape(strided, { c: ((i * 11) % 40) + 1, o: i + 1 })),
  ...grouped.flatMap((channels) =>
    [padded, strided, windows[12]!].map((window) => shape(window, channels)),
  ),
  ...large,
  shape(
    { image: [12, 13], kernel: [3, 3], pad: [1, 1, 1, 1] },
    { c: 24, o: 20, precision: 'fast' },
  ),
  shape({ image: [9, 8], kernel: [3, 3] }, { c: 7, o: 9, precision: 'fast' }),
  shape({ n: 2, image: [11, 8], kernel: [5, 5], pad: [2, 2, 1, 3] }, { c: 17, o: 35 }),
];

/** `fast` allows Winograd F(4x4, 3x3), whose transforms magnify rounding about tenfold. */
function tolerance(scalars: Geometry, terms: number): Tolerance {
  const factor = scalars.precision === 'fast' ? 12 : 1;
  return { relative: 4 * roundoff, scaled: factor * (4 + Math.sqrt(terms)) * roundoff };
}

const forwardTerms = ({ kh, kw, c, groups }: Geometry): number => (kh * kw * c) / groups;
const inputTerms = ({ kh, kw, o, groups }: Geometry): number => (kh * kw * o) / groups;
const weightTerms = ({ n, oh, ow }: Geometry): number => n * oh * ow;

export const convCases = {
  conv2d: [
    ...shapes.map(({ name, scalars }): KernelCase<'conv2d'> => ({
      name,
      scalars: { ...scalars, activation: 'none' },
      tolerance: tolerance(scalars, forwardTerms(scalars)),
    })),
    ...[shapes[4]!, shapes[9]!, shapes[30]!, large[0]!].map(
      ({ name, scalars }): KernelCase<'conv2d'> => ({
        name: `${name}, relu, without bias`,
        scalars: { ...scalars, activation: 'relu' },
        buffers: { bias: null },
        tolerance: tolerance(scalars, forwardTerms(scalars)),
      }),
    ),
    {
      name: 'large values',
      scalars: { ...shape(padded, { c: 8, o: 8 }).scalars, activation: 'none' },
      buffers: { x: normal(0, 1e12), weight: normal(0, 1e12), bias: normal(0, 1e24) },
      tolerance: sumOf(72),
    },
  ] satisfies KernelCase<'conv2d'>[],
  conv2dInputGrad: shapes.map(({ name, scalars }): KernelCase<'conv2dInputGrad'> => ({
    name,
    scalars,
    tolerance: tolerance(scalars, inputTerms(scalars)),
  })),
  conv2dWeightGrad: [
    ...shapes.map(({ name, scalars }): KernelCase<'conv2dWeightGrad'> => ({
      name,
      scalars,
      tolerance: tolerance(scalars, weightTerms(scalars)),
    })),
    ...[shapes[4]!, large[2]!].map(({ name, scalars }): KernelCase<'conv2dWeightGrad'> => ({
      name: `${name}, without bias`,
      scalars,
      buffers: { dbias: null },
      tolerance: tolerance(scalars, weightTerms(scalars)),
    })),
  ],
};
