import { gatherView, stridesOf, type View } from '../../calls/strided.js';
import { floatOf } from '../../core/arguments.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import { checkedAxes, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';

/** Its own inverse. */
const operation: Operation<readonly [], View> = {
  name: 'flip',
  gradient(node, dy): void {
    node.give(0, gatherView(dy, node.attributes));
  },
};

/**
 * Elements in reverse order along axes: mirrors images along axis 2.
 *
 * y[..., i, ...] = x[..., length - 1 - i, ...]
 *
 * @param x     float tensor
 * @param axes  an axis or several, negative ones counted from the end
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if an axis does not exist or stands twice
 * @example
 * flip(tensor([[1, 2], [3, 4]]), 1).dataSync(); // [2, 1, 4, 3]
 */
export function flip(x: Tensor, axes: number | readonly number[]): Tensor {
  const value = floatOf(x, 'flip', 'x');
  const listed = typeof axes === 'number' ? [axes] : axes;
  const view = mirrored(x.shape, checkedAxes(listed, x.shape.length, 'flip'));
  return finish(operation, gatherView(value, view), { inputs: [x], saved: [], attributes: view });
}

function mirrored(shape: Shape, axes: readonly number[]): View {
  const strides = stridesOf(shape);
  let offset = 0;
  for (const axis of axes) {
    offset += Math.max(0, shape[axis]! - 1) * strides[axis]!;
    strides[axis] = -strides[axis]!;
  }
  return { shape, strides, offset };
}
