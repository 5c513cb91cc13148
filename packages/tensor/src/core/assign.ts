// The one way to change a tensor in place: for states that are restored. Ops never do.
import { ArgumentError, ShapeError } from './errors.js';
import { valueOf, sameBackend } from './arguments.js';
import { copyInto } from './node.js';
import { formatShape, sameShape } from './shape.js';
import { Tensor, type TypedArray } from './tensor.js';

/**
 * Overwrites the elements of a tensor: for weights and statistics that are loaded or averaged.
 *
 * Everything that shares its buffer (what `detach` and `reshape` gave) changes too, and so do gradients of results
 * made before. It leaves no trace on the tape.
 *
 * @param target  any tensor
 * @param source  a tensor of the same shape and type, or as many numbers in a typed array
 * @throws ShapeError  if the shapes or lengths differ
 * @example
 * const w = zeros([2]);
 * assign(w, new Float32Array([1, 2]));
 * w.dataSync(); // [1, 2]
 */
export function assign(target: Tensor, source: Tensor | TypedArray): void {
  const value = valueOf(target, 'assign', 'target');
  if (source instanceof Tensor) {
    const from = valueOf(source, 'assign', 'source');
    sameBackend(value, from, { op: 'assign', argument: 'source' });
    if (!sameShape(target.shape, source.shape)) refuse(target, formatShape(source.shape));
    if (value.dtype !== from.dtype) {
      const rule = { argument: 'source', expected: target.dtype, received: source.dtype };
      throw new ArgumentError({ op: 'assign', ...rule });
    }
    if (value.dtype === 'float') copyInto(value, from);
    else value.backend.write(value.handle, value.dtype, source.dataSync());
    return;
  }
  if (source.length !== target.size) refuse(target, `${source.length} numbers`);
  const { precision } = value.backend;
  const floats = precision === 'float64' ? Float64Array : Float32Array;
  const arrays = { float: floats, i32: Int32Array, u8: Uint8Array };
  value.backend.write(value.handle, value.dtype, arrays[value.dtype].from(source));
}

function refuse(target: Tensor, received: string): never {
  const expected = `of shape ${formatShape(target.shape)} like the target`;
  throw new ShapeError({ op: 'assign', argument: 'source', expected, received });
}
