import { middleOf, type Middle } from '../../calls/reduce.js';
import { floatOf } from '../../core/arguments.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { checkedAxis } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, type Value } from '../../core/value.js';

/** The gradient of a running sum is a running sum from the end. */
const operation: Operation<readonly [], Middle> = {
  name: 'cumSum',
  gradient(node, dy): void {
    node.give(0, runningSum(dy, node.attributes, true));
  },
};

function runningSum(x: Value, { outer, n, inner }: Middle, reverse: boolean): Value {
  const y = allocate(x, x.shape);
  if (y.size > 0) {
    x.backend.run('cumSum', { x: x.handle, y: y.handle, outer, n, inner, reverse });
  }
  return y;
}

/**
 * Running sum along an axis.
 *
 * y[..., k, ...] = sum over j <= k of x[..., j, ...]
 *
 * @param x     float tensor
 * @param axis  default -1
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if there is no such axis
 * @example
 * cumSum(tensor([1, 2, 3])).dataSync(); // [1, 3, 6]
 */
export function cumSum(x: Tensor, axis = -1): Tensor {
  const value = floatOf(x, 'cumSum', 'x');
  const along = checkedAxis(axis, x.shape.length, 'cumSum');
  const middle = middleOf(x.shape, along, along + 1);
  const y = runningSum(value, middle, false);
  return finish(operation, y, { inputs: [x], saved: [], attributes: middle });
}
