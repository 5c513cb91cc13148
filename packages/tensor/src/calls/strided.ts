// Kernel calls that copy strided views: transposes, slices, broadcasts, padding. No checks, no tape.
import { maxAxes } from '@evenkeel/kernels';
import { ShapeError } from '../core/errors.js';
import { formatShape, type Shape } from '../core/shape.js';
import { allocate, type Value } from '../core/value.js';

/** A view of a buffer: element `index` lies at offset + sum of index * strides. */
export interface View {
  readonly shape: Shape;
  readonly strides: readonly number[];
  readonly offset: number;
}

/** Row-major strides. */
export function stridesOf(shape: Shape): number[] {
  const strides = shape.slice();
  let step = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis]!;
  }
  return strides;
}

/** y[index] = x at the place the view gives, under the shape given (default that of the view). */
export function gatherView(x: Value, view: View, shape: Shape = view.shape): Value {
  const y = allocate(x, shape);
  if (y.size === 0) return y;
  const { dims, strides } = merged(view);
  x.backend.run('gatherStrided', {
    x: x.handle,
    y: y.handle,
    n: y.size,
    xLength: x.size,
    offset: view.offset,
    dims,
    strides,
  });
  return y;
}

/** y at the places of the view = x, or += x; in place. */
export function scatterView(
  y: Value,
  x: Value,
  view: View & { readonly accumulate?: boolean },
): void {
  if (x.size === 0) return;
  const { dims, strides } = merged(view);
  x.backend.run('scatterStrided', {
    x: x.handle,
    y: y.handle,
    n: x.size,
    yLength: y.size,
    offset: view.offset,
    dims,
    strides,
    accumulate: view.accumulate === true,
  });
}

const lengths = Array.from<number>({ length: maxAxes }).fill(1);
const steps = lengths.slice();
const layout = { dims: lengths, strides: steps };

/** The view with neighbouring axes merged where the inner one runs on into the outer, filled up to maxAxes. */
function merged(view: View): typeof layout {
  lengths.fill(1);
  steps.fill(0);
  let at = maxAxes;
  for (let axis = view.shape.length - 1; axis >= 0; axis--) {
    const length = view.shape[axis]!;
    if (length === 1) continue;
    const stride = view.strides[axis]!;
    if (at < maxAxes && stride === steps[at]! * lengths[at]!) lengths[at]! *= length;
    else {
      if (--at < 0) refuseAxes(view.shape);
      lengths[at] = length;
      steps[at] = stride;
    }
  }
  return layout;
}

function refuseAxes(shape: Shape): never {
  throw new ShapeError({
    op: 'view',
    argument: 'shape',
    expected: `of at most ${maxAxes} axes after merging`,
    received: formatShape(shape),
  });
}

/** Axes in another order: y's axis i is x's axis order[i]. */
export function permuted(x: Value, order: readonly number[]): Value {
  const strides = stridesOf(x.shape);
  const shape = order.map((axis) => x.shape[axis]!);
  return gatherView(x, { shape, strides: order.map((axis) => strides[axis]!), offset: 0 });
}

/** x stretched to `shape`, with which it broadcasts. */
export function broadcastValue(x: Value, shape: Shape): Value {
  const own = stridesOf(x.shape);
  const missing = shape.length - x.shape.length;
  const strides = shape.map((_, axis) => {
    const from = axis - missing;
    return from < 0 || x.shape[from] === 1 ? 0 : own[from]!;
  });
  return gatherView(x, { shape, strides, offset: 0 });
}
