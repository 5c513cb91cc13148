import { ArgumentError } from '../../core/errors.js';
import type { Tensor } from '../../core/tensor.js';
import { parametricOp } from './unary-op.js';

const apply = parametricOp('celu');

/**
 * Continuously differentiable exponential linear unit, element by element.
 *
 * y = x > 0 ? x : alpha * (e^(x / alpha) - 1)
 *
 * @param x        float tensor of any shape
 * @param options  alpha = 1, not 0
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor, or alpha is 0
 * @see Barron 2017, "Continuously differentiable exponential linear units"
 * @example
 * celu(tensor([-2, 2]), { alpha: 2 }).dataSync(); // [-1.2642, 2]
 */
export function celu(x: Tensor, options: { readonly alpha?: number } = {}): Tensor {
  const alpha = options.alpha ?? 1;
  if (alpha === 0 || !Number.isFinite(alpha)) {
    const received = String(alpha);
    throw new ArgumentError({
      op: 'celu',
      argument: 'alpha',
      expected: 'a number but 0',
      received,
    });
  }
  return apply(x, { f: 'celu', alpha, beta: 0 });
}
