import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { sub } from '../binary/sub.js';
import { abs } from '../unary/abs.js';
import { checkPair, reduced, type LossOptions } from './reduction.js';

/**
 * Mean absolute error.
 *
 * element = |pred - target|
 *
 * The gradient is 0 where both are equal.
 *
 * @param pred     float tensor
 * @param target   float tensor of the same shape; it takes a gradient too
 * @param options  reduction = 'mean'
 * @returns  a scalar, or a tensor of the same shape for `none`
 * @throws ShapeError  if the shapes differ
 * @example
 * l1(tensor([1, 2]), tensor([1, 4])).item(); // 1
 */
export function l1(pred: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  checkPair('l1', { pred, target });
  return tidy(() => reduced(abs(sub(pred, target)), options.reduction));
}
