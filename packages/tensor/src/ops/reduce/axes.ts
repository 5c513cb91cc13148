// The axes of a reduction: options, checks, and how they come to lie side by side.
import { middleOf, type Middle } from '../../calls/reduce.js';
import { ArgumentError } from '../../core/errors.js';
import { checkedAxes, formatShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { transpose } from '../shape/transpose.js';

/** An axis, several, or null for all. */
export type Axes = number | readonly number[] | null;

export interface ReduceOptions {
  /** Default false: the reduced axes vanish; else they stay with length 1. */
  readonly keepDims?: boolean;
}

/** One kernel call: which tensor, which part of it, and the shape of what comes out. */
export interface ReducePlan {
  readonly middle: Middle;
  /** x, or a transposed copy whose reduced axes lie side by side. */
  readonly source: Tensor;
  readonly shape: Shape;
}

/** Resolves the axes of a reduction of `x`. The caller disposes `source` if it is not x. */
export function planReduction(
  x: Tensor,
  axes: Axes,
  site: ReduceOptions & { readonly op: string },
): ReducePlan {
  const { shape } = x;
  const listed = typeof axes === 'number' ? [axes] : axes;
  const reduced = checkedAxes(listed, shape.length, site.op);
  const keepDims = site.keepDims === true;
  const result: number[] = [];
  for (let axis = 0; axis < shape.length; axis++) {
    if (!reduced.includes(axis)) result.push(shape[axis]!);
    else if (keepDims) result.push(1);
  }
  const start = reduced[0] ?? 0;
  const end = start + reduced.length;
  if (reduced.length === 0 || reduced[reduced.length - 1] === end - 1) {
    const middle = middleOf(shape, start, end);
    return { source: x, shape: result, middle };
  }
  const kept = shape.map((_, axis) => axis).filter((axis) => !reduced.includes(axis));
  const source = transpose(x, [...kept, ...reduced]);
  const middle = middleOf(source.shape, kept.length, shape.length);
  return { source, shape: result, middle };
}

/** Refuses a reduction over no elements that has no value. */
export function refuseEmpty(plan: ReducePlan, op: string, x: Tensor): void {
  if (plan.middle.n > 0) return;
  throw new ArgumentError({
    op,
    argument: 'x',
    expected: 'a tensor with elements along the reduced axes',
    received: formatShape(x.shape),
  });
}
