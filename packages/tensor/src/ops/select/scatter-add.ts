import { middleOf } from '../../calls/reduce.js';
import { gatherValue, scatterAddInto, type Selection } from '../../calls/select.js';
import { floatOf, indicesOf, sameBackend } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import { copyInto, type Operation } from '../../core/node.js';
import { checkedAxis, formatShape, sameShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, type Value } from '../../core/value.js';

interface Attributes {
  readonly selection: Selection;
  /** Of the updates. */
  readonly shape: Shape;
}

const operation: Operation<readonly [indices: Value], Attributes> = {
  name: 'scatterAdd',
  gradient(node, dy): void {
    if (node.wants(0)) node.give(0, dy);
    if (node.wants(1)) node.give(1, gatherValue(dy, node.saved[0], node.attributes));
  },
};

export interface ScatterAddOptions {
  /** Shape of x, the shape of indices in the place of the axis. */
  readonly updates: Tensor;
  /** int32 tensor of any shape, from 0 to the length of the axis - 1. */
  readonly indices: Tensor;
  /** Default 0. */
  readonly axis?: number;
}

/**
 * Adds slices at places of an axis that are given by index: what `gather` takes out, put back.
 *
 * y = x, then y[..., indices[j...], ...] += updates[..., j..., ...], repeated indices adding up
 *
 * @param x        float tensor
 * @param options  updates, indices; axis = 0
 * @returns  a tensor of the shape of x
 * @throws ShapeError  if the updates do not fit
 * @throws ArgumentError  if there is no such axis, or indices are not int32
 * @throws KernelError  if an index is out of range
 * @example
 * const indices = tensor([2, 2], { dtype: 'int32' });
 * scatterAdd(zeros([3]), { indices, updates: tensor([5, 1]) }).dataSync(); // [0, 0, 6]
 */
export function scatterAdd(x: Tensor, options: ScatterAddOptions): Tensor {
  const op = 'scatterAdd';
  const { updates, indices, axis = 0 } = options;
  const value = floatOf(x, op, 'x');
  const added = floatOf(updates, op, 'updates');
  const index = indicesOf(indices, op, 'indices');
  sameBackend(value, added, { op, argument: 'updates' });
  sameBackend(value, index, { op, argument: 'indices' });
  const along = checkedAxis(axis, x.shape.length, op);
  const shape = x.shape.toSpliced(along, 1, ...indices.shape);
  if (!sameShape(updates.shape, shape)) {
    const expected = `${formatShape(shape)} to match x ${formatShape(x.shape)}`;
    const rule = { argument: 'updates', expected, received: formatShape(updates.shape) };
    throw new ShapeError({ op, ...rule });
  }
  const middle = middleOf(x.shape, along, along + 1);
  const selection = { middle, count: indices.size, per: 'place' } as const;
  const y = allocate(value, x.shape);
  copyInto(y, value);
  scatterAddInto(y, index, { selection, x: added });
  const attributes = { selection, shape };
  return finish(operation, y, { inputs: [x, updates], saved: [index], attributes });
}
