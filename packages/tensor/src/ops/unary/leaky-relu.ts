import type { Tensor } from '../../core/tensor.js';
import { parametricOp } from './unary-op.js';

const apply = parametricOp('leakyRelu');

/**
 * Rectified linear unit that leaks, element by element.
 *
 * y = x > 0 ? x : slope * x
 *
 * The gradient at 0 is `slope`.
 *
 * @param x        float tensor of any shape
 * @param options  slope = 0.01
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Maas et al. 2013, "Rectifier nonlinearities improve neural network acoustic models"
 * @example
 * leakyRelu(tensor([-10, 2])).dataSync(); // [-0.1, 2]
 */
export function leakyRelu(x: Tensor, options: { readonly slope?: number } = {}): Tensor {
  return apply(x, { f: 'leakyRelu', alpha: options.slope ?? 0.01, beta: 0 });
}
