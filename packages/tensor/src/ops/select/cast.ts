import { valueOf } from '../../core/arguments.js';
import { finish, finishConstant } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import type { Tensor } from '../../core/tensor.js';
import { allocateAs, reshaped } from '../../core/value.js';

/** From float to float nothing changes. */
const identity: Operation<readonly [], null> = {
  name: 'cast',
  gradient(node, dy): void {
    node.give(0, dy);
  },
};

/**
 * The same numbers in another type. Floats lose their fraction on the way to int32, NaN becomes 0.
 *
 * A gradient passes only from float to float.
 *
 * @param x      tensor of any type
 * @param dtype  float or int32
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live tensor
 * @example
 * cast(tensor([1.7, -1.7]), 'int32').dataSync(); // [1, -1]
 */
export function cast(x: Tensor, dtype: 'float' | 'int32'): Tensor {
  const value = valueOf(x, 'cast', 'x');
  const { backend } = value;
  const wanted = dtype === 'int32' ? 'i32' : 'float';
  if (value.dtype === wanted) {
    const same = reshaped(value, x.shape);
    return finish(identity, same, { inputs: [x], saved: [], attributes: null });
  }
  const y = allocateAs(value, wanted, x.shape);
  const fields = { x: value.handle, y: y.handle, n: y.size };
  if (y.size === 0) return finishConstant('cast', y, [x]);
  if (value.dtype === 'i32') backend.run('toFloat', fields);
  else if (value.dtype === 'float') backend.run('toInt', fields);
  else if (wanted === 'float') backend.run('fromBytes', { scale: 1, shift: 0, ...fields });
  else {
    const bytes = backend.read(value.handle, 'u8', value.size);
    backend.write(y.handle, 'i32', Int32Array.from(bytes));
  }
  return finishConstant('cast', y, [x]);
}
