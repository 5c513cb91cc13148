import { broadcastValue } from '../../calls/strided.js';
import { sumTo } from '../../calls/reduce.js';
import { floatOf, sameBackend, valueOf } from '../../core/arguments.js';
import { ArgumentError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Node, Operation } from '../../core/node.js';
import { broadcastShapes, sameShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { allocate, allocateAs, type Value } from '../../core/value.js';

interface Shapes {
  readonly a: Shape;
  readonly b: Shape;
}

type Saved = readonly [condition: Value];

const operation: Operation<Saved, Shapes> = {
  name: 'where',
  gradient(node: Node<Saved, Shapes>, dy: Value): void {
    const [condition] = node.saved;
    const { a, b } = node.attributes;
    if (node.wants(0)) node.give(0, sumTo(chosen(condition, { a: dy, b: null }, dy.shape), a));
    if (node.wants(1)) node.give(1, sumTo(chosen(condition, { a: null, b: dy }, dy.shape), b));
  },
};

interface Branches {
  readonly a: Value | null;
  readonly b: Value | null;
}

function chosen(condition: Value, { a, b }: Branches, shape: Shape): Value {
  const y = allocateAs(condition, 'float', shape);
  const branches = { a: a?.handle ?? null, b: b?.handle ?? null };
  const n = y.size;
  if (n > 0) {
    condition.backend.run('where', { condition: condition.handle, y: y.handle, n, ...branches });
  }
  return y;
}

/**
 * Elements of one tensor where a condition holds, of another elsewhere; all three broadcast.
 *
 * y = condition != 0 ? a : b
 *
 * @param condition  int32 tensor, or a float one of 0 and 1 as comparisons give it; it takes no gradient
 * @param a          float tensor
 * @param b          float tensor
 * @returns  a tensor of the broadcast shape
 * @throws ShapeError  if the shapes do not broadcast
 * @throws ArgumentError  if a type does not fit
 * @example
 * const x = tensor([-1, 2]);
 * where(greater(x, 0), x, zeros([1])).dataSync(); // [0, 2]
 */
export function where(condition: Tensor, a: Tensor, b: Tensor): Tensor {
  const vc = valueOf(condition, 'where', 'condition');
  const va = floatOf(a, 'where', 'a');
  const vb = floatOf(b, 'where', 'b');
  if (vc.dtype === 'u8') {
    const rule = { argument: 'condition', expected: 'an int32 or float tensor', received: 'uint8' };
    throw new ArgumentError({ op: 'where', ...rule });
  }
  sameBackend(vc, va, { op: 'where', argument: 'a' });
  sameBackend(vc, vb, { op: 'where', argument: 'b' });
  const both = broadcastShapes(a.shape, b.shape, { op: 'where', argument: 'b' });
  const shape = broadcastShapes(both, condition.shape, { op: 'where', argument: 'condition' });
  const mask = maskOf(vc, shape);
  const wideA = stretched(va, shape);
  const wideB = stretched(vb, shape);
  const y = chosen(mask, { a: wideA, b: wideB }, shape);
  const attributes = { a: a.shape, b: b.shape };
  const result = finish(operation, y, { inputs: [a, b], saved: [mask], attributes });
  for (const value of [mask, wideA, wideB]) value.release();
  return result;
}

/** `x` at full size, with a reference for the caller. */
function stretched(x: Value, shape: Shape): Value {
  return sameShape(x.shape, shape) ? x.retain() : broadcastValue(x, shape);
}

/** The condition as integers at full size; only floats can be stretched. */
function maskOf(condition: Value, shape: Shape): Value {
  if (condition.dtype === 'i32' && sameShape(condition.shape, shape)) return condition.retain();
  const float = condition.dtype === 'i32' ? asFloat(condition) : condition.retain();
  const wide = stretched(float, shape);
  const mask = allocateAs(condition, 'i32', shape);
  const buffers = { x: wide.handle, y: mask.handle };
  if (mask.size > 0) condition.backend.run('toInt', { n: mask.size, ...buffers });
  float.release();
  wide.release();
  return mask;
}

function asFloat(x: Value): Value {
  const y = allocate(x, x.shape);
  if (y.size > 0) x.backend.run('toFloat', { x: x.handle, y: y.handle, n: y.size });
  return y;
}
