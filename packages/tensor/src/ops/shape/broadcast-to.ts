import { sumTo } from '../../calls/reduce.js';
import { broadcastValue } from '../../calls/strided.js';
import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { checkedShape, formatShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';

const operation: Operation<readonly [], Shape> = {
  name: 'broadcastTo',
  gradient(node, dy): void {
    node.give(0, sumTo(dy, node.attributes));
  },
};

/**
 * Stretches axes of length 1, and adds leading axes, by repetition.
 *
 * @param x      float tensor
 * @param shape  ends in the shape of x but where x has length 1
 * @returns  a tensor of that shape
 * @throws ShapeError  if x does not broadcast to the shape
 * @example
 * broadcastTo(tensor([[1], [2]]), [2, 3]).dataSync(); // [1, 1, 1, 2, 2, 2]
 */
export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  const value = floatOf(x, 'broadcastTo', 'x');
  const target = checkedShape(shape, 'broadcastTo');
  const missing = target.length - x.shape.length;
  const fits = x.shape.every((length, axis) => length === 1 || length === target[axis + missing]);
  if (missing < 0 || !fits) {
    throw new ShapeError({
      op: 'broadcastTo',
      argument: 'shape',
      expected: `one that x ${formatShape(x.shape)} broadcasts to`,
      received: formatShape(shape),
    });
  }
  const y = broadcastValue(value, target);
  return finish(operation, y, { inputs: [x], saved: [], attributes: x.shape });
}
