import { permuted } from '../../calls/strided.js';
import { floatOf } from '../../core/arguments.js';
import { ArgumentError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';

const operation: Operation<readonly [], readonly number[]> = {
  name: 'transpose',
  gradient(node, dy): void {
    const order = node.attributes;
    const inverse = order.slice();
    for (let axis = 0; axis < order.length; axis++) inverse[order[axis]!] = axis;
    node.give(0, permuted(dy, inverse));
  },
};

/**
 * The axes in another order.
 *
 * y's axis i is x's axis order[i].
 *
 * @param x      float tensor
 * @param order  every axis once; default: reversed
 * @returns  a tensor whose axes are those of x in the order given
 * @throws ArgumentError  if order does not name every axis once
 * @example
 * transpose(zeros([2, 3, 4]), [0, 2, 1]).shape; // [2, 4, 3]
 */
export function transpose(x: Tensor, order?: readonly number[]): Tensor {
  const value = floatOf(x, 'transpose', 'x');
  const rank = x.shape.length;
  const axes = resolve(order, rank);
  return finish(operation, permuted(value, axes), { inputs: [x], saved: [], attributes: axes });
}

function resolve(order: readonly number[] | undefined, rank: number): readonly number[] {
  const all = Array.from({ length: rank }, (_, axis) => axis);
  if (order === undefined) return all.reverse();
  const axes = order.map((axis) => (axis < 0 ? axis + rank : axis));
  if (axes.length !== rank || !all.every((axis) => axes.includes(axis))) {
    const expected = `a list with each of the ${rank} axes once`;
    const received = formatShape(order);
    throw new ArgumentError({ op: 'transpose', argument: 'order', expected, received });
  }
  return axes;
}
