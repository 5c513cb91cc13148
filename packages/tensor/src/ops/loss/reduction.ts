// How the losses of single elements become one number, for losses that are composed of other ops.
import { floatOf, sameBackend } from '../../core/arguments.js';
import { ShapeError } from '../../core/errors.js';
import { formatShape, sameShape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import { mean } from '../reduce/mean.js';
import { sum } from '../reduce/sum.js';

/** `none` keeps the single losses. */
export type Reduction = 'mean' | 'sum' | 'none';

export interface LossOptions {
  /** Default `mean`. */
  readonly reduction?: Reduction;
}

export function reduced(losses: Tensor, reduction: Reduction = 'mean'): Tensor {
  if (reduction === 'none') return losses;
  return reduction === 'sum' ? sum(losses) : mean(losses);
}

/** Two float tensors that must have one shape, under the names that the loss gives them. */
export function checkPair(op: string, pair: Readonly<Record<string, Tensor>>): void {
  const [[firstName, first], [secondName, second]] = Object.entries(pair) as [
    [string, Tensor],
    [string, Tensor],
  ];
  const value = floatOf(first, op, firstName);
  sameBackend(value, floatOf(second, op, secondName), { op, argument: secondName });
  if (sameShape(first.shape, second.shape)) return;
  const expected = `${formatShape(first.shape)} like ${firstName}`;
  throw new ShapeError({ op, argument: secondName, expected, received: formatShape(second.shape) });
}
