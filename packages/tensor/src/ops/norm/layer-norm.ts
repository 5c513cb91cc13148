import { ShapeError } from '../../core/errors.js';
import { formatShape, productOf, sameShape, type Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { groupNormOf, type GroupGeometry } from './group-norm-op.js';

export interface LayerNormOptions {
  /** Trailing axes of x that are normalized together; a number is the last axis. Default: the last axis. */
  readonly normalizedShape?: number | Shape;
  /** Scale of the normalized shape. Default: 1. */
  readonly gamma?: Tensor | null;
  /** Shift of the normalized shape. Default: 0. */
  readonly beta?: Tensor | null;
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
}

/**
 * Layer normalization: each example by the mean and the biased variance of its own trailing axes.
 *
 * y = (x - mean) / sqrt(variance + eps) * gamma + beta
 *
 * It does the same in training and in evaluation, and needs no batch.
 *
 * @param x        [..., normalizedShape]
 * @param options  normalizedShape = the last axis; gamma, beta of that shape, or none; eps = 1e-5
 * @returns  a tensor of the same shape
 * @throws ShapeError  if x does not end in the normalized shape, or gamma or beta have another
 * @throws ArgumentError  if eps is below 0
 * @see Ba et al. 2016, "Layer normalization", arXiv 1607.06450
 * @example
 * layerNorm(tensor([[1, 3], [10, 30]]), { eps: 0 }).dataSync(); // [-1, 1, -1, 1]
 */
export function layerNorm(x: Tensor, options: LayerNormOptions = {}): Tensor {
  const { gamma = null, beta = null, eps = 1e-5 } = options;
  const { affineShape, geometry } = trailing('layerNorm', x, options.normalizedShape);
  const norm = { op: 'layerNorm', x, gamma, beta, affineShape, geometry };
  return groupNormOf({ ...norm, eps, center: true });
}

/** The normalized trailing axes, as one group. */
export function trailing(
  op: string,
  x: Tensor,
  normalizedShape: number | Shape | undefined,
): { readonly affineShape: Shape; readonly geometry: GroupGeometry } {
  const { shape } = x;
  const wanted = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape;
  const axes = wanted?.length ?? 1;
  const affineShape = shape.slice(Math.max(0, shape.length - axes));
  if (
    axes < 1 ||
    shape.length < axes ||
    (wanted !== undefined && !sameShape(affineShape, wanted))
  ) {
    const expected = wanted === undefined ? '[..., C]' : `[${['...', ...wanted].join(', ')}]`;
    throw new ShapeError({ op, argument: 'x', expected, received: formatShape(shape) });
  }
  const n = productOf(shape, 0, shape.length - axes);
  const k = productOf(affineShape, 0, axes);
  return { affineShape, geometry: { n, s: 1, groups: 1, k } };
}
