import type { Tensor } from '../../core/tensor.js';
import { parametricOp } from './unary-op.js';

const apply = parametricOp('gelu');

export interface GeluOptions {
  /** `none`: by the error function; `tanh`: the approximation that some published nets use. Default `none`. */
  readonly approximate?: 'none' | 'tanh';
}

/**
 * Gaussian error linear unit, element by element.
 *
 * y = x * Phi(x), Phi the distribution function of the standard normal; or, approximately,
 * y = 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))
 *
 * @param x        float tensor of any shape
 * @param options  approximate = 'none'
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor
 * @see Hendrycks and Gimpel 2016, "Gaussian error linear units"
 * @example
 * gelu(tensor([0, 1])).dataSync(); // [0, 0.8413]
 */
export function gelu(x: Tensor, options: GeluOptions = {}): Tensor {
  const f = options.approximate === 'tanh' ? 'geluTanh' : 'gelu';
  return apply(x, { f, alpha: 0, beta: 0 });
}
