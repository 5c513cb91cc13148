import { ArgumentError } from '../../core/errors.js';
import type { Tensor } from '../../core/tensor.js';
import { parametricOp } from './unary-op.js';

const apply = parametricOp('clip');

export interface ClipOptions {
  /** Default: no lower bound. */
  readonly min?: number | null;
  /** Default: no upper bound. */
  readonly max?: number | null;
}

/**
 * Limits every element to an interval; also called clamp.
 *
 * y = min(max(x, options.min), options.max)
 *
 * The gradient passes where min <= x <= max, at the bounds too.
 *
 * @param x        float tensor of any shape
 * @param options  min, max: bounds; null or left out for none
 * @returns  a tensor of the same shape
 * @throws ArgumentError  if x is no live float tensor, or max is below min
 * @example
 * clip(tensor([-2, 0.5, 3]), { min: -1, max: 1 }).dataSync(); // [-1, 0.5, 1]
 */
export function clip(x: Tensor, options: ClipOptions): Tensor {
  const min = options.min ?? -Infinity;
  const max = options.max ?? Infinity;
  if (!(min <= max)) {
    const rule = { argument: 'max', expected: `at least min = ${min}`, received: String(max) };
    throw new ArgumentError({ op: 'clip', ...rule });
  }
  return apply(x, { f: 'clip', alpha: min, beta: max });
}
