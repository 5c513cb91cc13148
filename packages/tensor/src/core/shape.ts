// Shapes: lists of axis lengths in row-major order. Nothing here knows of tensors.
import { ArgumentError, ShapeError, shownKind } from './errors.js';

/** Lengths of the axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/**
 * Number of elements of a shape.
 *
 * @param shape  lengths of the axes
 * @returns  the product of the lengths; 1 for a scalar
 * @example
 * sizeOf([2, 3]); // 6
 */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i]!;
  return size;
}

/** Product of the axes from `from` up to, not including, `to`. */
export function productOf(shape: Shape, from: number, to: number): number {
  let size = 1;
  for (let i = from; i < to; i++) size *= shape[i]!;
  return size;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * A shape as errors print it.
 *
 * @param shape  lengths of the axes
 * @returns  the text, as errors print it
 * @example
 * formatShape([2, 3]); // '[2, 3]'
 */
export function formatShape(shape: readonly (number | string)[]): string {
  return `[${shape.join(', ')}]`;
}

/** A shape given by the user, copied and frozen once it is known to hold whole numbers from 0 on. */
export function checkedShape(shape: Shape, op: string, argument = 'shape'): Shape {
  if (!Array.isArray(shape)) {
    const rule = { argument, expected: 'a list of whole numbers from 0 on' };
    throw new ShapeError({ op, ...rule, received: shownKind(shape) });
  }
  for (const length of shape) {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new ShapeError({
        op,
        argument,
        expected: 'a list of whole numbers from 0 on',
        received: formatShape(shape),
      });
    }
  }
  if (sizeOf(shape) > 0x7fffffff) {
    throw new ShapeError({
      op,
      argument,
      expected: 'a shape of at most 2147483647 elements',
      received: formatShape(shape),
    });
  }
  return Object.freeze(shape.slice());
}

/** An axis from 0 to rank - 1; negative ones count from the end. */
export function checkedAxis(axis: number, rank: number, op: string): number {
  const resolved = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || resolved < 0 || resolved >= rank) {
    const expected =
      rank === 0 ? 'left out for a scalar' : `a whole number from ${-rank} to ${rank - 1}`;
    throw new ArgumentError({ op, argument: 'axis', expected, received: shownKind(axis) });
  }
  return resolved;
}

/** Sorted axes without repetition; null means all. */
export function checkedAxes(axes: readonly number[] | null, rank: number, op: string): number[] {
  if (axes === null) return Array.from({ length: rank }, (_, i) => i);
  if (!Array.isArray(axes)) {
    const rule = { argument: 'axes', expected: 'an axis, a list of axes, or null for all' };
    throw new ArgumentError({ op, ...rule, received: shownKind(axes) });
  }
  const resolved = axes.map((axis) => checkedAxis(axis, rank, op)).sort((a, b) => a - b);
  for (let i = 1; i < resolved.length; i++) {
    if (resolved[i] === resolved[i - 1]) {
      throw new ArgumentError({
        op,
        argument: 'axes',
        expected: 'a list of different axes',
        received: formatShape(axes),
      });
    }
  }
  return resolved;
}

/** Where an op stands when two shapes are broadcast: for the error. */
export interface BroadcastSite {
  readonly op: string;
  /** Name of the second argument. */
  readonly argument: string;
  /** Shape of the first, as the error prints it. */
  readonly whole?: Shape;
  readonly received?: Shape;
}

/** The common shape of a and b, as numpy broadcasts: aligned at the end, length 1 stretches. */
export function broadcastShapes(a: Shape, b: Shape, site: BroadcastSite): Shape {
  if (sameShape(a, b)) return a;
  const shape = a.length >= b.length ? a.slice() : b.slice();
  const rank = shape.length;
  for (let i = 1; i <= rank; i++) {
    const p = i <= a.length ? a[a.length - i]! : 1;
    const q = i <= b.length ? b[b.length - i]! : 1;
    if (p !== q && p !== 1 && q !== 1) {
      throw new ShapeError({
        op: site.op,
        argument: site.argument,
        expected: `of a shape that broadcasts with ${formatShape(site.whole ?? a)}`,
        received: formatShape(site.received ?? b),
        hint: 'Axes are aligned at the end; lengths must be equal or 1.',
      });
    }
    shape[rank - i] = p === 1 ? q : p;
  }
  return shape;
}
