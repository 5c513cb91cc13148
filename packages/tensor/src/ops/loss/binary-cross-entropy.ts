import { floatOf } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { broadcastShapes, formatShape, sameShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { tidy } from '../../core/tidy.js';
import { add } from '../binary/add.js';
import { mul } from '../binary/mul.js';
import { sub } from '../binary/sub.js';
import { clip } from '../unary/clip.js';
import { log } from '../unary/log.js';
import { neg } from '../unary/neg.js';
import { softplus } from '../unary/softplus.js';
import { checkPair, reduced, type LossOptions } from './reduction.js';

export interface BinaryCrossEntropyWithLogitsOptions extends LossOptions {
  /** Weight of each element, of a shape that broadcasts to that of the logits. Default: 1. */
  readonly weight?: Tensor | null;
  /** [C], weight of the positive side of each class. Default: 1. */
  readonly posWeight?: Tensor | null;
}

/**
 * Cross-entropy of sigmoid(logits) against targets from 0 to 1: many yes-or-no questions.
 *
 * element = weight * (posWeight * y * softplus(-z) + (1 - y) * softplus(z)), z = logits, y = target
 *
 * @param logits   float tensor
 * @param target   float tensor of the same shape
 * @param options  weight and posWeight, or none; reduction = 'mean', over all elements
 * @returns  a scalar, or a tensor of the same shape for `none`
 * @throws ShapeError  if the shapes do not match
 * @example
 * binaryCrossEntropyWithLogits(tensor([0, 100]), tensor([1, 1])).item(); // 0.3466
 */
export function binaryCrossEntropyWithLogits(
  logits: Tensor,
  target: Tensor,
  options: BinaryCrossEntropyWithLogitsOptions = {},
): Tensor {
  const op = 'binaryCrossEntropyWithLogits';
  const { weight = null, posWeight = null, reduction } = options;
  checkPair(op, { logits, target });
  checkWeight(op, logits, { weight, posWeight });
  return tidy(() => {
    const yes = mul(target, softplus(neg(logits)));
    const no = mul(sub(1, target), softplus(logits));
    const losses = add(posWeight === null ? yes : mul(yes, posWeight), no);
    return reduced(weight === null ? losses : mul(losses, weight), reduction);
  });
}

/** Weights must not stretch the logits. */
function checkWeight(
  op: string,
  logits: Tensor,
  weights: Readonly<Record<string, Tensor | null>>,
): void {
  for (const [argument, weight] of Object.entries(weights)) {
    if (weight === null) continue;
    floatOf(weight, op, argument);
    const shape = broadcastShapes(logits.shape, weight.shape, { op, argument });
    if (sameShape(shape, logits.shape)) continue;
    const expected = `of a shape that broadcasts to logits ${formatShape(logits.shape)}`;
    throw new ShapeError({ op, argument, expected, received: formatShape(weight.shape) });
  }
}

/** Smallest logarithm that counts: a probability of 0 for what happens costs 100, not infinity. */
const LEAST_LOG = -100;

/**
 * Cross-entropy of probabilities against targets from 0 to 1. The form with logits is more accurate.
 *
 * element = -(y * log p + (1 - y) * log(1 - p)), logarithms being -100 at least; p = probs, y = target
 *
 * @param probs    float tensor, from 0 to 1
 * @param target   float tensor of the same shape
 * @param options  reduction = 'mean', over all elements
 * @returns  a scalar, or a tensor of the same shape for `none`
 * @throws ShapeError  if the shapes differ
 * @example
 * binaryCrossEntropy(tensor([0.5, 1]), tensor([1, 1])).item(); // 0.3466
 */
export function binaryCrossEntropy(
  probs: Tensor,
  target: Tensor,
  options: LossOptions = {},
): Tensor {
  checkPair('binaryCrossEntropy', { probs, target });
  return tidy(() => {
    const yes = mul(target, clip(log(probs), { min: LEAST_LOG }));
    const no = mul(sub(1, target), clip(log(sub(1, probs)), { min: LEAST_LOG }));
    return reduced(neg(add(yes, no)), options.reduction);
  });
}
