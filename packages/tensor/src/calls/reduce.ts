// Kernel calls that reduce the middle of [outer, n, inner], and what undoes them. No checks, no tape.
import type { KernelArgs } from '@evenkeel/kernels';
import { productOf, sameShape, type Shape } from '../core/shape.js';
import { allocate, reshaped, type Value } from '../core/value.js';

/** How a run of axes of a shape lies between those before and after it. */
export interface Middle {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
}

/** Axes from `start` up to, not including, `end`. */
export function middleOf(shape: Shape, start: number, end: number): Middle {
  const outer = productOf(shape, 0, start);
  const n = productOf(shape, start, end);
  return { outer, n, inner: productOf(shape, end, shape.length) };
}

export type Reduction = KernelArgs<'reduce'>['f'];

/** How a buffer is looked at, and the shape of the result. */
export interface MiddleTo {
  readonly middle: Middle;
  readonly shape: Shape;
}

/** y[o,i] = f over k of x[o,k,i], under the shape given; of nothing, the sum is 0 and the product 1. */
export function reduceValue(x: Value, f: Reduction, to: MiddleTo): Value {
  const { outer, n, inner } = to.middle;
  if (n === 0) return filled(x, to.shape, f === 'prod' ? 1 : 0);
  const y = allocate(x, to.shape);
  if (y.size > 0) x.backend.run('reduce', { x: x.handle, y: y.handle, outer, n, inner, f });
  return y;
}

/** y[o,k,i] = x[o,i] * scale, under the shape given. */
export function broadcastMiddle(x: Value, to: MiddleTo, scale: number): Value {
  const { outer, n, inner } = to.middle;
  const y = allocate(x, to.shape);
  x.backend.run('broadcastMiddle', { x: x.handle, y: y.handle, outer, n, inner, scale });
  return y;
}

/**
 * The gradient of a broadcast: sums `x` over the axes along which `shape` was stretched to x.shape.
 * For gradients only: the tape frees what it makes on the way.
 */
export function sumTo(x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x;
  if (x.size === 0) return filled(x, shape, 0);
  let current = x;
  const rank = x.shape.length;
  const missing = rank - shape.length;
  const stretched = (axis: number): boolean =>
    x.shape[axis] !== 1 && (axis < missing || shape[axis - missing] === 1);
  // Innermost runs of stretched axes first.
  for (let end = rank; end > 0; end--) {
    if (!stretched(end - 1)) continue;
    let start = end - 1;
    while (start > 0 && (stretched(start - 1) || x.shape[start - 1] === 1)) start--;
    const kept = current.shape.map((length, axis) => (axis >= start && axis < end ? 1 : length));
    const middle = middleOf(current.shape, start, end);
    current = reduceValue(current, 'sum', { middle, shape: kept });
    end = start + 1;
  }
  return reshaped(current, shape);
}

/** A new value of one number. */
export function filled(like: Value, shape: Shape, value: number): Value {
  const y = allocate(like, shape);
  if (y.size > 0) like.backend.run('fill', { y: y.handle, n: y.size, value });
  return y;
}
