// Kernel calls that pick elements by index along the middle of [outer, n, inner]. No checks, no tape.
import type { Shape } from '../core/shape.js';
import { allocate, runOrFree, type Value } from '../core/value.js';
import { filled, type Middle } from './reduce.js';

/** How a selection lies in the whole: which axis, how many elements, and whether each has an index of its own. */
export interface Selection {
  readonly middle: Middle;
  readonly count: number;
  readonly per: 'place' | 'element';
}

/** y[o,j,i] = x[o, index, i]. */
export function gatherValue(
  x: Value,
  index: Value,
  to: { readonly selection: Selection; readonly shape: Shape },
): Value {
  const y = allocate(x, to.shape);
  if (y.size === 0) return y;
  runOrFree(y, 'gather', {
    x: x.handle,
    index: index.handle,
    y: y.handle,
    outer: to.selection.middle.outer,
    n: to.selection.middle.n,
    inner: to.selection.middle.inner,
    count: to.selection.count,
    indexLength: index.size,
    per: to.selection.per,
  });
  return y;
}

/** y[o, index, i] += x[o,j,i], in place. */
export function scatterAddInto(
  y: Value,
  index: Value,
  of: { readonly selection: Selection; readonly x: Value },
): void {
  if (of.x.size === 0) return;
  runOrFree(y, 'scatterAdd', {
    x: of.x.handle,
    index: index.handle,
    y: y.handle,
    outer: of.selection.middle.outer,
    n: of.selection.middle.n,
    inner: of.selection.middle.inner,
    count: of.selection.count,
    indexLength: index.size,
    per: of.selection.per,
  });
}

/** The gradient of gatherValue: a value of `shape`, repeated indices added up. */
export function scattered(
  x: Value,
  index: Value,
  to: { readonly selection: Selection; readonly shape: Shape },
): Value {
  const y = filled(x, to.shape, 0);
  scatterAddInto(y, index, { selection: to.selection, x });
  return y;
}
