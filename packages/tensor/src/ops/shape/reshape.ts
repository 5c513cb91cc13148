import { valueOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { formatShape, sizeOf, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { reshaped } from '../../core/value.js';

const operation: Operation<readonly [], Shape> = {
  name: 'reshape',
  gradient(node, dy): void {
    node.give(0, reshaped(dy, node.attributes));
  },
};

/**
 * The same elements in row-major order under another shape. Nothing is copied.
 *
 * @param x      tensor of any type and shape
 * @param shape  lengths of the axes; one of them may be -1, which stands for what is left
 * @returns  a tensor of that shape
 * @throws ShapeError  if the shape does not hold as many elements
 * @example
 * reshape(zeros([2, 3, 4]), [6, -1]).shape; // [6, 4]
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const value = valueOf(x, 'reshape', 'x');
  const y = reshaped(value, resolve(shape, x));
  return finish(operation, y, { inputs: [x], saved: [], attributes: x.shape });
}

function resolve(shape: Shape, x: Tensor): Shape {
  const free = shape.indexOf(-1);
  const known = free < 0 ? shape : shape.with(free, 1);
  const size = sizeOf(known);
  const rest = free >= 0 && size > 0 ? x.size / size : 1;
  const valid = known.every((length) => Number.isInteger(length) && length >= 0);
  if (!valid || !Number.isInteger(rest) || size * rest !== x.size) {
    throw new ShapeError({
      op: 'reshape',
      argument: 'shape',
      expected: `of ${x.size} elements like x ${formatShape(x.shape)}`,
      received: formatShape(shape),
    });
  }
  return free < 0 ? shape.slice() : shape.with(free, rest);
}
