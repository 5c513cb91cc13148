// Windows that slide over images: stride, padding and dilation as users give them, and the sizes that follow.
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';

/** One number for both axes, or [height, width]. */
export type Pair = number | readonly [number, number];

/** Pixels before and after an axis. */
type Sides = readonly [before: number, after: number];

/**
 * Pixels added around an image: a number for all sides, [height, width], or [[top, bottom], [left, right]];
 * `valid` is none; `same` gives ceil(input / stride) outputs, the odd pixel below and at the right.
 */
export type Padding = Pair | readonly [Sides, Sides] | 'same' | 'valid';

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
  /** Height and width of the image. */
  readonly image: readonly [number, number];
  readonly kernel: readonly [number, number];
  readonly options: WindowOptions;
  /** Stride if the user gives none. */
  readonly defaultStride: Pair;
}

/** Checks the options and computes the output size. */
export function windowOf(site: WindowSite): Window {
  const { op, image, kernel, options } = site;
  const stride = pairOf(options.stride ?? site.defaultStride, { op, argument: 'stride', least: 1 });
  const dilation = pairOf(options.dilation ?? 1, { op, argument: 'dilation', least: 1 });
  const given = options.padding ?? 0;
  const padding = given === 'same' ? given : checkedPadding(given, op);
  const ceil = options.ceilMode === true;
  const along = (i: 0 | 1): Axis =>
    axisOf(
      { size: image[i], kernel: kernel[i], stride: stride[i], dilation: dilation[i], ceil },
      padding,
      i,
    );
  const rows = along(0);
  const columns = along(1);
  if (rows.outputs < 1 || columns.outputs < 1) refuseKernel(op, rows, columns);
  return {
    h: image[0],
    w: image[1],
    oh: rows.outputs,
    ow: columns.outputs,
    kh: kernel[0],
    kw: kernel[1],
    strideH: stride[0],
    strideW: stride[1],
    padTop: rows.before,
    padBottom: rows.after,
    padLeft: columns.before,
    padRight: columns.after,
    dilationH: dilation[0],
    dilationW: dilation[1],
  };
}

/** Two whole numbers from `least` on. */
export function pairOf(
  value: Pair,
  site: { op: string; argument: string; least: number },
): readonly [number, number] {
  const pair = typeof value === 'number' ? ([value, value] as const) : value;
  const { op, argument, least } = site;
  if (pair.length !== 2 || !isWhole(pair[0], least) || !isWhole(pair[1], least)) {
    const expected = `a whole number from ${least} on, or [height, width]`;
    const received = typeof value === 'number' ? String(value) : JSON.stringify(value);
    throw new ArgumentError({ op, argument, expected, received });
  }
  return pair;
}

function isWhole(n: number, least: number): boolean {
  return Number.isInteger(n) && n >= least;
}

/** One axis of a window: what is given, and what follows. */
interface Axis {
  readonly size: number;
  /** Pixels that the dilated kernel covers. */
  readonly extent: number;
  readonly before: number;
  readonly after: number;
  readonly outputs: number;
}

interface AxisSettings {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly ceil: boolean;
}

type SidesOfImage = readonly [rows: Sides, columns: Sides];

function axisOf(settings: AxisSettings, padding: 'same' | SidesOfImage, i: 0 | 1): Axis {
  const { size, stride, ceil } = settings;
  const extent = (settings.kernel - 1) * settings.dilation + 1;
  const [before, after] = padding === 'same' ? samePadding(size, stride, extent) : padding[i];
  const room = size + before + after - extent;
  let outputs = room < 0 ? 0 : Math.floor(room / stride) + 1;
  // A last window that would start in the padding after the image is dropped.
  if (ceil && room >= 0 && room % stride > 0 && outputs * stride < size + before) outputs++;
  return { size, extent, before, after, outputs };
}

/** As TensorFlow pads: ceil(size / stride) outputs, the odd pixel after. */
function samePadding(size: number, stride: number, extent: number): Sides {
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + extent - size);
  const before = Math.floor(total / 2);
  return [before, total - before];
}

/** Padding as [[top, bottom], [left, right]]. */
export function checkedPadding(padding: Exclude<Padding, 'same'>, op: string): SidesOfImage {
  if (padding === 'valid') return [[0, 0], [0, 0]]; // prettier-ignore
  if (typeof padding === 'number' || typeof padding[0] === 'number') {
    const [rows, columns] = pairOf(padding as Pair, { op, argument: 'padding', least: 0 });
    return [[rows, rows], [columns, columns]]; // prettier-ignore
  }
  const sides = padding as readonly [Sides, Sides];
  const all = Array.isArray(sides) ? sides.flat() : [];
  if (all.length === 4 && all.every((n) => isWhole(n, 0))) return sides;
  throw new ArgumentError({
    op,
    argument: 'padding',
    expected: "a number, [height, width], [[top, bottom], [left, right]], 'same' or 'valid'",
    received: JSON.stringify(padding),
  });
}

function refuseKernel(op: string, rows: Axis, columns: Axis): never {
  const padded = [rows, columns].map(({ size, before, after }) => size + before + after);
  throw new ShapeError({
    op,
    argument: 'kernel',
    expected: `no larger than the padded image ${formatShape(padded)}`,
    received: formatShape([rows.extent, columns.extent]),
  });
}
