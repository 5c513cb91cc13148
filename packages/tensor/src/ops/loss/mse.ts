import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { sub } from '../binary/sub.js';
import { square } from '../unary/square.js';
import { checkPair, reduced, type LossOptions } from './reduction.js';

/**
 * Mean squared error.
 *
 * element = (pred - target)^2
 *
 * @param pred     float tensor
 * @param target   float tensor of the same shape; it takes a gradient too
 * @param options  reduction = 'mean'
 * @returns  a scalar, or a tensor of the same shape for `none`
 * @throws ShapeError  if the shapes differ
 * @example
 * mse(tensor([1, 2]), tensor([1, 4])).item(); // 2
 */
export function mse(pred: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  checkPair('mse', { pred, target });
  return tidy(() => reduced(square(sub(pred, target)), options.reduction));
}
