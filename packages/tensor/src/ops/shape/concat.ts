import { gatherView, scatterView, stridesOf, type View } from '../../calls/strided.js';
import { floatOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { checkedAxis, formatShape, sameShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate } from '../../core/value.js';

/** Where each input lies in the result. */
const operation: Operation<readonly [], readonly View[]> = {
  name: 'concat',
  gradient(node, dy): void {
    node.attributes.forEach((view, i) => {
      if (node.wants(i)) node.give(i, gatherView(dy, view));
    });
  },
};

/**
 * Tensors joined along an axis.
 *
 * @param tensors  one or more float tensors of shapes that differ only along the axis
 * @param axis     default 0; -1 is the last: the channels of images
 * @returns  a tensor as long along the axis as all together
 * @throws ShapeError  if the other axes differ
 * @throws ArgumentError  if the list is empty, or there is no such axis
 * @example
 * concat([tensor([1, 2]), tensor([3])]).dataSync(); // [1, 2, 3]
 */
export function concat(tensors: readonly Tensor[], axis = 0): Tensor {
  const first = tensors[0];
  if (first === undefined) {
    const rule = { argument: 'tensors', expected: 'a list of one tensor or more', received: '[]' };
    throw new ArgumentError({ op: 'concat', ...rule });
  }
  const along = checkedAxis(axis, first.shape.length, 'concat');
  const values = tensors.map((tensor, i) => floatOf(tensor, 'concat', `tensors[${i}]`));
  values.forEach((value, i) => {
    sameBackend(values[0]!, value, { op: 'concat', argument: `tensors[${i}]` });
    checkOtherAxes(value.shape, first.shape, { along, i });
  });
  const total = values.reduce((sum, { shape }) => sum + shape[along]!, 0);
  const y = allocate(values[0]!, first.shape.with(along, total));
  const strides = stridesOf(y.shape);
  let start = 0;
  const views = values.map((value) => {
    const view = { shape: value.shape, strides, offset: start * strides[along]! };
    scatterView(y, value, view);
    start += value.shape[along]!;
    return view;
  });
  return finish(operation, y, { inputs: tensors, saved: [], attributes: views });
}

function checkOtherAxes(shape: Shape, first: Shape, at: { along: number; i: number }): void {
  const { along, i } = at;
  if (shape.length === first.length && sameShape(shape.with(along, first[along]!), first)) return;
  const pattern = first.map((length, axis) => (axis === along ? '*' : length));
  throw new ShapeError({
    op: 'concat',
    argument: `tensors[${i}]`,
    expected: `${formatShape(pattern)} like the first`,
    received: formatShape(shape),
  });
}
