// Cases of pooling.
import type { KernelCase, Scalars } from './case.js';
import { cycle, integers } from './draw.js';
import type { DrawContext } from './draw.js';
import { windowName, windows, windowScalars } from './geometry.js';
import type { Window } from './geometry.js';
import { roundings, sumOf } from './tolerance.js';

type Geometry = Scalars<'maxPool2dGrad'>;

interface PoolShape {
  readonly name: string;
  readonly scalars: Geometry;
}

const shape = (window: Window, c: number): PoolShape => ({
  name: `${windowName(window)}, ${c} channels`,
  scalars: { ...windowScalars(window), c },
});

/** Windows that end beyond the image or beyond its padding, as `ceilMode` makes them. */
const ceiled: readonly PoolShape[] = [
  { image: [6, 7], kernel: [3, 3], stride: [2, 2] } as const,
  { image: [6, 6], kernel: [2, 2], stride: [2, 2], pad: [1, 0, 1, 0] } as const,
  { image: [8, 6], kernel: [3, 3], stride: [2, 2], pad: [1, 1, 1, 1] } as const,
].map((window) => {
  const { name, scalars } = shape(window, 5);
  return {
    name: `${name}, ceiled`,
    scalars: { ...scalars, oh: scalars.oh + 1, ow: scalars.ow + 1 },
  };
});

const halves: Window = { image: [6, 8], kernel: [2, 2], stride: [2, 2] };

/** The rules ask that every window starts inside the image or the padding before it. */
const usable = windows.filter((window) => {
  const { oh, ow, h, w, strideH, strideW, padTop, padLeft } = windowScalars(window);
  return oh > 0 && ow > 0 && (oh - 1) * strideH < h + padTop && (ow - 1) * strideW < w + padLeft;
});

const shapes: readonly PoolShape[] = [
  ...usable.map((window) => shape(window, 3)),
  ...usable.map((window) => shape(window, 16)),
  ...Array.from({ length: 40 }, (_, i) => shape(halves, i + 1)),
  ...Array.from({ length: 10 }, (_, i) => shape(windows[5]!, 4 * i + 1)),
  ...ceiled,
  shape({ image: [3, 2], kernel: [2, 2], pad: [3, 1, 4, 1] }, 6),
  shape({ n: 8, image: [28, 28], kernel: [2, 2], stride: [2, 2] }, 32),
  shape({ n: 8, image: [15, 15], kernel: [3, 3], stride: [2, 2], pad: [1, 1, 1, 1] }, 40),
  shape({ n: 3, image: [16, 16], kernel: [16, 16] }, 7),
];

/** A tap of each window that lies inside the image; 0 where none does, as the forward kernel writes. */
function taps({ length, random, args }: DrawContext): number[] {
  const g = args as unknown as Geometry;
  const inside = (window: number, tap: number): boolean => {
    const i = Math.floor(window / g.ow) % g.oh;
    const row = i * g.strideH + Math.floor(tap / g.kw) * g.dilationH - g.padTop;
    const column = (window % g.ow) * g.strideW + (tap % g.kw) * g.dilationW - g.padLeft;
    return row >= 0 && row < g.h && column >= 0 && column < g.w;
  };
  const valid = new Map<number, number[]>();
  return Array.from({ length }, (_, at) => {
    const window = Math.floor(at / g.c) % (g.oh * g.ow);
    let choices = valid.get(window);
    if (choices === undefined) {
      choices = Array.from({ length: g.kh * g.kw }, (_tap, tap) => tap).filter((tap) =>
        inside(window, tap),
      );
      valid.set(window, choices);
    }
    return choices[Math.floor(random.uniform() * choices.length)] ?? 0;
  });
}

export const poolCases = {
  maxPool2d: [
    ...shapes.map(({ name, scalars }): KernelCase<'maxPool2d'> => ({
      name,
      scalars,
      tolerance: 'exact',
    })),
    ...[shapes[3]!, shapes[10]!, ...ceiled].map(({ name, scalars }): KernelCase<'maxPool2d'> => ({
      name: `${name}, ties`,
      scalars,
      buffers: { x: integers(-1, 1) },
      tolerance: 'exact',
    })),
    ...[shapes[5]!, ceiled[0]!].map(({ name, scalars }): KernelCase<'maxPool2d'> => ({
      name: `${name}, without taps`,
      scalars,
      buffers: { tap: null },
      tolerance: 'exact',
    })),
    {
      name: 'not a number and infinities',
      scalars: shape(halves, 7).scalars,
      buffers: { x: cycle(1, -2, NaN, 0.5, -Infinity, 3, -1, Infinity, -Infinity, -Infinity, 0) },
      tolerance: 'exact',
    },
  ] satisfies KernelCase<'maxPool2d'>[],
  maxPool2dGrad: shapes.map(({ name, scalars }): KernelCase<'maxPool2dGrad'> => ({
    name,
    scalars,
    buffers: { tap: taps },
    tolerance: sumOf(scalars.kh * scalars.kw),
  })),
  avgPool2d: [true, false].flatMap((countIncludePad) =>
    shapes.map(({ name, scalars }): KernelCase<'avgPool2d'> => ({
      name: `${name}${countIncludePad ? ', padding counts' : ''}`,
      scalars: { ...scalars, countIncludePad },
      tolerance: sumOf(scalars.kh * scalars.kw),
    })),
  ),
  avgPool2dGrad: [true, false].flatMap((countIncludePad) =>
    shapes.map(({ name, scalars }): KernelCase<'avgPool2dGrad'> => ({
      name: `${name}${countIncludePad ? ', padding counts' : ''}`,
      scalars: { ...scalars, countIncludePad },
      tolerance: scalars.kh * scalars.kw === 1 ? roundings(1) : sumOf(scalars.kh * scalars.kw),
    })),
  ),
};
