// Windows that slide over images: stride, padding and dilation as users give them, and the sizes that follow.
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';

/** One number for both axes, or [height, width]. */
export type Pair = number | readonly [number, number];

/**
 * Pixels added around an image: a number for all sides, [height, width], or [[top, bottom], [left, right]];
 * `valid` is none; `same` gives ceil(input / stride) outputs, the odd pixel below and at the right.
 */
export type Padding =
  | number
  | readonly [number, number]
  | readonly [readonly [number, number], readonly [number, number]]
  | 'same'
  | 'valid';

export interface WindowOptions {
  readonly stride?: Pair;
  readonly padding?: Padding;
  readonly dilation?: Pair;
  readonly ceilMode?: boolean;
}

/** What kernels need to know of a sliding window; named as their fields. */
export interface Window {
  readonly h: number;
  readonly w: number;
  readonly oh: number;
  readonly ow: number;
  readonly kh: number;
  readonly kw: number;
  readonly strideH: number;
  readonly strideW: number;
  readonly padTop: number;
  readonly padBottom: number;
  readonly padLeft: number;
  readonly padRight: number;
  readonly dilationH: number;
  readonly dilationW: number;
}

export interface WindowSite {
  readonly op: string;
  /** Of the image. */
  readonly h: number;
  readonly w: number;
  readonly kernel: readonly [number, number];
  readonly options: WindowOptions;
  /** Stride if the user gives none. */
  readonly defaultStride?: Pair;
}

/** Checks the options and computes the output size. */
export function windowOf(site: WindowSite): Window {
  const { op, h, w, kernel, options } = site;
  const [kh, kw] = kernel;
  const stride = options.stride ?? site.defaultStride ?? 1;
  const [strideH, strideW] = pairOf(stride, { op, argument: 'stride', least: 1 });
  const [dilationH, dilationW] = pairOf(options.dilation ?? 1, {
    op,
    argument: 'dilation',
    least: 1,
  });
  const rows = { size: h, kernel: kh, stride: strideH, dilation: dilationH };
  const columns = { size: w, kernel: kw, stride: strideW, dilation: dilationW };
  const [[padTop, padBottom], [padLeft, padRight]] = padsOf(options.padding ?? 0, {
    op,
    rows,
    columns,
  });
  const ceil = options.ceilMode === true;
  const oh = outputSize({ ...rows, before: padTop, after: padBottom }, ceil);
  const ow = outputSize({ ...columns, before: padLeft, after: padRight }, ceil);
  if (oh < 1 || ow < 1) {
    const padded = [h + padTop + padBottom, w + padLeft + padRight];
    throw new ShapeError({
      op,
      argument: 'kernel',
      expected: `no larger than the padded image ${formatShape(padded)}`,
      received: formatShape([(kh - 1) * dilationH + 1, (kw - 1) * dilationW + 1]),
    });
  }
  const pads = { padTop, padBottom, padLeft, padRight };
  return { h, w, oh, ow, kh, kw, strideH, strideW, ...pads, dilationH, dilationW };
}

/** Two whole numbers from `least` on. */
export function pairOf(
  value: Pair,
  site: { op: string; argument: string; least: number },
): readonly [number, number] {
  const pair = typeof value === 'number' ? ([value, value] as const) : value;
  const { op, argument, least } = site;
  if (pair.length !== 2 || !pair.every((n) => Number.isInteger(n) && n >= least)) {
    const expected = `a whole number from ${least} on, or [height, width]`;
    const received = typeof value === 'number' ? String(value) : formatShape(value);
    throw new ArgumentError({ op, argument, expected, received });
  }
  return pair;
}

interface Axis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
}

type Sides = readonly [before: number, after: number];

function padsOf(
  padding: Padding,
  site: { op: string; rows: Axis; columns: Axis },
): readonly [Sides, Sides] {
  if (padding === 'same') return [samePadding(site.rows), samePadding(site.columns)];
  if (padding === 'valid')
    return [
      [0, 0],
      [0, 0],
    ];
  if (typeof padding === 'object' && typeof padding[0] === 'object') {
    const sides = padding as readonly [Sides, Sides];
    const all = sides.flat();
    if (all.length === 4 && all.every((n) => Number.isInteger(n) && n >= 0)) return sides;
  } else {
    const site2 = { op: site.op, argument: 'padding', least: 0 };
    const [rows, columns] = pairOf(padding as Pair, site2);
    return [
      [rows, rows],
      [columns, columns],
    ];
  }
  const expected = 'whole numbers from 0 on, as [[top, bottom], [left, right]]';
  const received = JSON.stringify(padding);
  throw new ArgumentError({ op: site.op, argument: 'padding', expected, received });
}

/** As TensorFlow pads: ceil(size / stride) outputs, the odd pixel after. */
function samePadding({ size, kernel, stride, dilation }: Axis): Sides {
  const outputs = Math.ceil(size / stride);
  const total = Math.max(0, (outputs - 1) * stride + (kernel - 1) * dilation + 1 - size);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

function outputSize(axis: Axis & { before: number; after: number }, ceil: boolean): number {
  const { size, before, after, kernel, stride, dilation } = axis;
  const room = size + before + after - (kernel - 1) * dilation - 1;
  if (room < 0) return 0;
  if (!ceil) return Math.floor(room / stride) + 1;
  const outputs = Math.ceil(room / stride) + 1;
  // A last window that would start in the padding after the image is dropped.
  return (outputs - 1) * stride >= size + before ? outputs - 1 : outputs;
}
