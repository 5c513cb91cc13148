import { filled } from '../../calls/reduce.js';
import { gatherView, scatterView, stridesOf, type View } from '../../calls/strided.js';
import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';

/** Where x lies in the result. */
const operation: Operation<readonly [], View> = {
  name: 'pad',
  gradient(node, dy): void {
    node.give(0, gatherView(dy, node.attributes));
  },
};

/**
 * Puts a constant around a tensor.
 *
 * @param x        float tensor
 * @param padding  [before, after] for each axis, from the first on
 * @param value    what is put there. Default 0
 * @returns  a tensor longer by before + after along each axis
 * @throws ShapeError  if padding does not name every axis, or a number is negative or broken
 * @example
 * pad(tensor([1, 2]), [[1, 2]], -1).dataSync(); // [-1, 1, 2, -1, -1]
 */
export function pad(
  x: Tensor,
  padding: readonly (readonly [before: number, after: number])[],
  value = 0,
): Tensor {
  const source = floatOf(x, 'pad', 'x');
  const whole = (n: number): boolean => Number.isInteger(n) && n >= 0;
  if (padding.length !== x.shape.length || !padding.flat().every(whole)) {
    throw new ShapeError({
      op: 'pad',
      argument: 'padding',
      expected: `[before, after] from 0 on for each axis of x ${formatShape(x.shape)}`,
      received: JSON.stringify(padding),
    });
  }
  const shape = x.shape.map((length, axis) => padding[axis]![0] + length + padding[axis]![1]);
  const strides = stridesOf(shape);
  const offset = padding.reduce((sum, [before], axis) => sum + before * strides[axis]!, 0);
  const view = { shape: x.shape, strides, offset };
  const y = filled(source, shape, value);
  scatterView(y, source, view);
  return finish(operation, y, { inputs: [x], saved: [], attributes: view });
}
