import { floatOf, indicesOf, sameBackend } from '../../core/arguments.js';
import { ArgumentError, ShapeError } from '../../core/errors.js';
import { cannotReplay } from '../../core/recording.js';
import { checkedAxis, formatShape, sameShape } from '../../core/shape.js';
import { tidy } from '../../core/tidy.js';
import type { Tensor } from '../../core/tensor.js';
import { constantLike } from '../constant.js';
import { scatterAdd, type ScatterAddOptions } from './scatter-add.js';
import { where } from './where.js';

/**
 * Puts slices at places of an axis that are given by index, in the place of what is there.
 *
 * y = x, then y[..., indices[j...], ...] = updates[..., j..., ...]; of repeated indices the last counts
 *
 * @param x        float tensor
 * @param options  updates, of x's shape with the shape of indices in the place of the axis; indices; axis = 0
 * @returns  a tensor of the shape of x
 * @throws ShapeError  if the updates do not fit
 * @throws ArgumentError  if there is no such axis, indices are not int32, or one is out of range
 * @example
 * const indices = tensor([2, 0], { dtype: 'int32' });
 * scatter(tensor([1, 2, 3]), { indices, updates: tensor([8, 9]) }).dataSync(); // [9, 2, 8]
 */
export function scatter(x: Tensor, options: ScatterAddOptions): Tensor {
  const op = 'scatter';
  const { updates, indices, axis = 0 } = options;
  const value = floatOf(x, op, 'x');
  const added = floatOf(updates, op, 'updates');
  sameBackend(value, added, { op, argument: 'updates' });
  sameBackend(value, indicesOf(indices, op, 'indices'), { op, argument: 'indices' });
  const along = checkedAxis(axis, x.shape.length, op);
  const shape = x.shape.toSpliced(along, 1, ...indices.shape);
  if (!sameShape(updates.shape, shape)) {
    const expected = `${formatShape(shape)} to match x ${formatShape(x.shape)}`;
    const rule = { argument: 'updates', expected, received: formatShape(updates.shape) };
    throw new ShapeError({ op, ...rule });
  }
  const { kept, taken } = masksOf(indices, x.shape[along]!);
  return tidy(() => {
    // Chosen, not multiplied: what is replaced may be NaN.
    const only = (of: Tensor, mask: readonly number[], axes: readonly number[]): Tensor => {
      const chosen = constantLike(of, mask, alongAxes(of.shape.length, along, axes));
      return where(chosen, of, constantLike(of, [0], []));
    };
    return scatterAdd(only(x, kept, [kept.length]), {
      updates: only(updates, taken, indices.shape),
      indices,
      axis: along,
    });
  });
}

/** 1 for places of the axis that stay, and for updates that count; 0 for all others. */
function masksOf(indices: Tensor, length: number): { kept: number[]; taken: number[] } {
  cannotReplay('scatter looks at its indices');
  const places = indices.dataSync();
  const kept = Array.from({ length }, () => 1);
  const last = new Map<number, number>();
  places.forEach((place: number, j: number) => {
    if (place < 0 || place >= length) {
      const rule = { argument: `indices[${j}]`, expected: `from 0 to ${length - 1}` };
      throw new ArgumentError({ op: 'scatter', ...rule, received: String(place) });
    }
    kept[place] = 0;
    last.set(place, j);
  });
  return { kept, taken: Array.from(places, (place, j) => (last.get(place) === j ? 1 : 0)) };
}

/** A shape with `axes` where they belong and 1 elsewhere. */
function alongAxes(rank: number, at: number, axes: readonly number[]): number[] {
  const behind = rank - at - axes.length;
  return [...Array<number>(at).fill(1), ...axes, ...Array<number>(behind).fill(1)];
}
