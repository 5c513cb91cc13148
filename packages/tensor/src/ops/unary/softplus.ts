import { ArgumentError } from '../../core/errors.js';
import type { Tensor } from '../../core/tensor.js';
import { parametricOp } from './unary-op.js';

const apply = parametricOp('softplus');

/**
 * Smooth rectified linear unit, element by element; exact for every x, without a threshold.
 *
 * y = ln(1 + e^(beta x)) / beta
 *
 * @param x        float tensor of any shape
 * @param options  beta = 1, above 0
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor, or beta is not above 0
 * @see Dugas et al. 2001, "Incorporating second-order functional knowledge for better option pricing"
 * @example
 * softplus(tensor([0, 100])).dataSync(); // [0.6931, 100]
 */
export function softplus(x: Tensor, options: { readonly beta?: number } = {}): Tensor {
  const beta = options.beta ?? 1;
  if (!(beta > 0)) {
    const rule = { argument: 'beta', expected: 'above 0', received: String(beta) };
    throw new ArgumentError({ op: 'softplus', ...rule });
  }
  return apply(x, { f: 'softplus', alpha: beta, beta: 0 });
}
