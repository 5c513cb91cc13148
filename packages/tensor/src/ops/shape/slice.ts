import { filled } from '../../calls/reduce.js';
import { gatherView, scatterView, stridesOf, type View } from '../../calls/strided.js';
import { floatOf } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { formatShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';

interface Attributes {
  readonly view: View;
  readonly shape: Shape;
}

const operation: Operation<readonly [], Attributes> = {
  name: 'slice',
  gradient(node, dy): void {
    const { view, shape } = node.attributes;
    // Of many parts all but the first add what is theirs: else each would cost as much as the whole.
    const added = node.giveInPlace(0, (sum) => scatterView(sum, dy, { ...view, accumulate: true }));
    if (added) return;
    const dx = filled(dy, shape, 0);
    scatterView(dx, dy, view);
    node.give(0, dx);
  },
};

/**
 * A part of each axis: every `steps[i]`-th element from `starts[i]` up to, not including, `ends[i]`.
 *
 * y[i, ...] = x[starts[0] + i * steps[0], ...]
 *
 * @param x       float tensor
 * @param starts  per axis, from the first on; negative ones count from the end
 * @param options ends: default the end of each axis, negative ones count from the end; steps: default 1, above 0
 * @returns  a tensor of ceil((ends[i] - starts[i]) / steps[i]) along axis i; axes not named are taken whole
 * @throws ShapeError  if more axes are named than x has, or a range leaves its axis
 * @throws ArgumentError  if a step is not above 0
 * @example
 * slice(tensor([0, 1, 2, 3, 4]), [1], { ends: [4], steps: [2] }).dataSync(); // [1, 3]
 */
export function slice(x: Tensor, starts: readonly number[], options: SliceOptions = {}): Tensor {
  const value = floatOf(x, 'slice', 'x');
  const view = viewOf(x.shape, starts, options);
  const attributes = { view, shape: x.shape };
  return finish(operation, gatherView(value, view), { inputs: [x], saved: [], attributes });
}

export interface SliceOptions {
  readonly ends?: readonly number[];
  readonly steps?: readonly number[];
}

function viewOf(shape: Shape, starts: readonly number[], options: SliceOptions): View {
  const { ends = [], steps = [] } = options;
  if (Math.max(starts.length, ends.length, steps.length) > shape.length) {
    const expected = `a list of at most ${shape.length} axes to match x ${formatShape(shape)}`;
    throw new ShapeError({
      op: 'slice',
      argument: 'starts',
      expected,
      received: formatShape(starts),
    });
  }
  const strides = stridesOf(shape);
  const lengths: number[] = [];
  let offset = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis]!;
    const step = steps[axis] ?? 1;
    if (!Number.isInteger(step) || step < 1) {
      const rule = {
        argument: 'steps',
        expected: 'whole numbers above 0',
        received: formatShape(steps),
      };
      throw new ArgumentError({ op: 'slice', ...rule });
    }
    const start = place(starts[axis] ?? 0, shape, { axis, argument: 'starts' });
    const end = place(ends[axis] ?? length, shape, { axis, argument: 'ends' });
    lengths.push(Math.max(0, Math.ceil((end - start) / step)));
    offset += start * strides[axis]!;
    strides[axis]! *= step;
  }
  return { shape: lengths, strides, offset };
}

/** A place on an axis, counted from its start. */
function place(at: number, shape: Shape, site: { axis: number; argument: string }): number {
  const length = shape[site.axis]!;
  const resolved = at < 0 ? at + length : at;
  if (!Number.isInteger(resolved) || resolved < 0 || resolved > length) {
    throw new ShapeError({
      op: 'slice',
      argument: site.argument,
      expected: `from ${-length} to ${length} on axis ${site.axis} of x ${formatShape(shape)}`,
      received: String(at),
    });
  }
  return resolved;
}
