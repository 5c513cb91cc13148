// Constants that ops make for themselves, on the back end of their input rather than on the current one.
import type { Shape } from '../core/shape.js';
import { Tensor } from '../core/tensor.js';
import { Value } from '../core/value.js';

/** A float tensor of given numbers beside `like`. */
export function constantLike(like: Tensor, numbers: readonly number[], shape: Shape): Tensor {
  const { backend } = like;
  const value = new Value(backend, 'float', shape);
  const type = backend.precision === 'float64' ? Float64Array : Float32Array;
  if (value.size > 0) backend.write(value.handle, 'float', type.from(numbers));
  return new Tensor({ shape, value, op: 'constant' });
}

/** An int32 vector of given numbers beside `like`. */
export function indicesLike(like: Tensor, numbers: readonly number[]): Tensor {
  const { backend } = like;
  const shape = [numbers.length];
  const value = new Value(backend, 'i32', shape);
  if (value.size > 0) backend.write(value.handle, 'i32', Int32Array.from(numbers));
  return new Tensor({ shape, value, op: 'constant' });
}

/** A float tensor beside `like` whose elements are all `number`; filled by a kernel, so that a step that makes it can be recorded. */
export function filledLike(like: Tensor, number: number, shape: Shape): Tensor {
  const { backend } = like;
  const value = new Value(backend, 'float', shape);
  if (value.size > 0) backend.run('fill', { y: value.handle, n: value.size, value: number });
  return new Tensor({ shape, value, op: 'constant' });
}
