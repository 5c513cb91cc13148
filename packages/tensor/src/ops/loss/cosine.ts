import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape, sameShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { div } from '../binary/div.js';
import { greater } from '../binary/greater.js';
import { maximum } from '../binary/maximum.js';
import { mul } from '../binary/mul.js';
import { sub } from '../binary/sub.js';
import { sum } from '../reduce/sum.js';
import { relu } from '../unary/relu.js';
import { sqrt } from '../unary/sqrt.js';
import { square } from '../unary/square.js';
import { checkPair, reduced, type LossOptions } from './reduction.js';

export interface CosineOptions extends LossOptions {
  /** Cosine that pairs that do not belong together may have. Default 0. */
  readonly margin?: number;
}

/** Square of the least product of norms, 1e-8: the cosine of a zero vector is 0, and so is its gradient. */
const LEAST_PRODUCT = 1e-16;

/**
 * Cosine of the angle between vectors along an axis.
 *
 * y = sum(a * b) / max(|a| * |b|, 1e-8)
 *
 * @param a     float tensor
 * @param b     float tensor of the same shape
 * @param axis  default -1
 * @returns  the shape of a without the axis
 * @throws ShapeError  if the shapes differ
 * @throws ArgumentError  if there is no such axis
 * @example
 * cosineSimilarity(tensor([1, 0]), tensor([3, 4])).item(); // 0.6
 */
export function cosineSimilarity(a: Tensor, b: Tensor, axis = -1): Tensor {
  checkPair('cosineSimilarity', { a, b });
  return tidy(() => {
    const squares = mul(sum(square(a), axis), sum(square(b), axis));
    return div(sum(mul(a, b), axis), sqrt(maximum(squares, LEAST_PRODUCT)));
  });
}

/**
 * Cosine embedding loss: vectors that belong together shall point the same way.
 *
 * element = 1 - cos(a, b) for target 1, max(0, cos(a, b) - margin) for target -1
 *
 * @param pair     a and b, both [..., C]
 * @param target   [...], float, 1 or -1 for each pair
 * @param options  margin = 0; reduction = 'mean'
 * @returns  a scalar, or [...] for `none`
 * @throws ShapeError  if the shapes do not match
 * @example
 * cosineEmbedding([tensor([[1, 0]]), tensor([[3, 4]])], tensor([1])).item(); // 0.4
 */
export function cosineEmbedding(
  [a, b]: readonly [a: Tensor, b: Tensor],
  target: Tensor,
  options: CosineOptions = {},
): Tensor {
  checkPair('cosineEmbedding', { a, b });
  floatOf(target, 'cosineEmbedding', 'target');
  const rows = a.shape.slice(0, -1);
  if (!sameShape(target.shape, rows)) {
    const expected = `${formatShape(rows)} to match a ${formatShape(a.shape)}`;
    const rule = { argument: 'target', expected, received: formatShape(target.shape) };
    throw new ShapeError({ op: 'cosineEmbedding', ...rule });
  }
  const { margin = 0, reduction } = options;
  return tidy(() => {
    const cosine = cosineSimilarity(a, b);
    const together = greater(target, 0);
    const near = mul(together, sub(1, cosine));
    const far = mul(sub(1, together), relu(sub(cosine, margin)));
    return reduced(add(near, far), reduction);
  });
}
