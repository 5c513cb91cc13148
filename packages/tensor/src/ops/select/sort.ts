import { middleOf } from '../../calls/reduce.js';
import { floatOf } from '../../core/arguments.js';
import { ArgumentError } from '../../core/errors.js';
import { finishConstant } from '../../core/finish.js';
import { checkedAxis } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocateAs, type Value } from '../../core/value.js';
import { takeAlongAxis } from './gather.js';

/** Elements in order, and where each was. */
export interface Ordered {
  readonly values: Tensor;
  /** int32, places along the axis of x. */
  readonly indices: Tensor;
}

export interface SortOptions {
  /** Default -1. */
  readonly axis?: number;
  /** Whether the largest comes first. Default false. */
  readonly descending?: boolean;
}

export interface TopKOptions {
  /** Default -1. */
  readonly axis?: number;
  /** Whether the largest are taken, else the smallest. Default true. */
  readonly largest?: boolean;
}

/**
 * Elements in order along an axis; equal ones keep theirs, NaN counts as largest.
 *
 * @param x        float tensor of one axis or more
 * @param options  axis = -1; descending = false
 * @returns  values, through which the gradient passes, and indices, both of x's shape
 * @throws ArgumentError  if there is no such axis
 * @example
 * sort(tensor([3, 1, 2])).values.dataSync(); // [1, 2, 3]
 * sort(tensor([3, 1, 2])).indices.dataSync(); // [1, 2, 0]
 */
export function sort(x: Tensor, options: SortOptions = {}): Ordered {
  const { axis = -1, descending = false } = options;
  return ordered('sort', x, { axis, descending, count: null });
}

/**
 * The k largest elements along an axis, largest first.
 *
 * @param x        float tensor of one axis or more
 * @param k        from 0 to the length of the axis
 * @param options  axis = -1; largest = true, else the k smallest, smallest first
 * @returns  values, through which the gradient passes, and indices, both of length k along the axis
 * @throws ArgumentError  if there is no such axis, or k is out of range
 * @example
 * topK(tensor([3, 1, 2]), 2).values.dataSync(); // [3, 2]
 */
export function topK(x: Tensor, k: number, options: TopKOptions = {}): Ordered {
  const { axis = -1, largest = true } = options;
  return ordered('topK', x, { axis, descending: largest, count: k });
}

interface Order {
  readonly axis: number;
  readonly descending: boolean;
  /** How many are wanted; null for all. */
  readonly count: number | null;
}

function ordered(op: string, x: Tensor, order: Order): Ordered {
  const value = floatOf(x, op, 'x');
  const along = checkedAxis(order.axis, x.shape.length, op);
  const { outer, n, inner } = middleOf(x.shape, along, along + 1);
  const count = order.count ?? n;
  if (!Number.isInteger(count) || count < 0 || count > n) {
    const expected = `a whole number from 0 to ${n}, the length of axis ${along}`;
    throw new ArgumentError({ op, argument: 'k', expected, received: String(count) });
  }
  const places = allocateAs(value, 'i32', x.shape);
  const { descending } = order;
  if (places.size > 0) {
    const buffers = { x: value.handle, y: places.handle };
    value.backend.run('argSort', { outer, n, inner, descending, ...buffers });
  }
  const wanted = count === n ? places : firstPlaces(places, { along, count });
  const indices = finishConstant(op, wanted, [x]);
  return { values: takeAlongAxis(x, indices, along), indices };
}

/** The first `count` places along an axis, in a buffer of their own; gives `places` back. */
function firstPlaces(places: Value, { along, count }: { along: number; count: number }): Value {
  const { outer, n, inner } = middleOf(places.shape, along, along + 1);
  const all = places.backend.read(places.handle, 'i32', places.size);
  const first = allocateAs(places, 'i32', places.shape.with(along, count));
  const kept = new Int32Array(first.size);
  for (let o = 0; o < outer; o++) {
    const start = o * n * inner;
    kept.set(all.subarray(start, start + count * inner), o * count * inner);
  }
  if (kept.length > 0) first.backend.write(first.handle, 'i32', kept);
  places.release();
  return first;
}
