import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { mul } from '../binary/mul.js';
import { sub } from '../binary/sub.js';
import { relu } from '../unary/relu.js';
import { square } from '../unary/square.js';
import { checkPair, reduced, type LossOptions } from './reduction.js';

export interface HingeOptions extends LossOptions {
  /** Default 1. */
  readonly margin?: number;
  /** Whether the losses are squared. Default false. */
  readonly squared?: boolean;
}

/**
 * Hinge loss of a two-class classifier.
 *
 * element = max(0, margin - target * scores), squared if asked
 *
 * @param scores   float tensor
 * @param target   float tensor of the same shape, -1 or +1
 * @param options  margin = 1; squared = false; reduction = 'mean'
 * @returns  a scalar, or a tensor of the same shape for `none`
 * @throws ShapeError  if the shapes differ
 * @see Cortes and Vapnik 1995, "Support-vector networks"
 * @example
 * hinge(tensor([0.5, 2]), tensor([1, -1]), { reduction: 'none' }).dataSync(); // [0.5, 3]
 */
export function hinge(scores: Tensor, target: Tensor, options: HingeOptions = {}): Tensor {
  const { margin = 1, squared = false, reduction } = options;
  checkPair('hinge', { scores, target });
  return tidy(() => {
    const losses = relu(sub(margin, mul(target, scores)));
    return reduced(squared ? square(losses) : losses, reduction);
  });
}
