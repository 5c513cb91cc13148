import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { broadcastTo } from './broadcast-to.js';
import { reshape } from './reshape.js';

/**
 * Repeats a tensor along its axes.
 *
 * y[i, j, ...] = x[i mod x.shape[0], j mod x.shape[1], ...]
 *
 * @param x     float tensor
 * @param reps  how often, for each axis; whole numbers from 1 on. Those beyond the axes of x come first and make new ones
 * @returns  a tensor reps[i] times as long along axis i
 * @throws ShapeError  if reps does not name every axis with such a number
 * @example
 * tile(tensor([[1, 2]]), [2, 2]).dataSync(); // [1, 2, 1, 2, 1, 2, 1, 2]
 */
export function tile(x: Tensor, reps: readonly number[]): Tensor {
  floatOf(x, 'tile', 'x');
  if (reps.length < x.shape.length || !reps.every((n) => Number.isInteger(n) && n >= 1)) {
    throw new ShapeError({
      op: 'tile',
      argument: 'reps',
      expected: `a whole number from 1 on for each axis of x ${formatShape(x.shape)}`,
      received: formatShape(reps),
    });
  }
  return tidy(() => {
    const shape = [...reps.slice(x.shape.length).map(() => 1), ...x.shape];
    let y = reshape(x, shape);
    for (let axis = reps.length - 1; axis >= 0; axis--) {
      const before = shape.slice(0, axis);
      const after = shape.slice(axis);
      const single = reshape(y, [...before, 1, ...after]);
      shape[axis]! *= reps[axis]!;
      y = reshape(broadcastTo(single, [...before, reps[axis]!, ...after]), shape);
    }
    return y;
  });
}
