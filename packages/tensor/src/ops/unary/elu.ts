import type { Tensor } from '../../core/tensor.js';
import { parametricOp } from './unary-op.js';

const apply = parametricOp('elu');

/**
 * Exponential linear unit, element by element.
 *
 * y = x > 0 ? x : alpha * (e^x - 1)
 *
 * The gradient at 0 is `alpha`.
 *
 * @param x        float tensor of any shape
 * @param options  alpha = 1
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Clevert et al. 2016, "Fast and accurate deep network learning by exponential linear units"
 * @example
 * elu(tensor([-1, 2])).dataSync(); // [-0.6321, 2]
 */
export function elu(x: Tensor, options: { readonly alpha?: number } = {}): Tensor {
  return apply(x, { f: 'elu', alpha: options.alpha ?? 1, beta: 0 });
}
