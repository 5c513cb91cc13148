// A tensor that may no longer be used, for bad samples.
import { zeros } from '../core/create.js';
import type { Shape } from '../core/shape.js';
import type { Tensor } from '../core/tensor.js';

export function disposedTensor(shape: Shape): Tensor {
  const tensor = zeros(shape);
  tensor.dispose();
  return tensor;
}
