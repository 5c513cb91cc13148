import { affine, binaryValue } from '../../calls/elementwise.js';
import { broadcastMiddle, reduceValue, type Middle } from '../../calls/reduce.js';
import { floatOf } from '../../core/arguments.js';
import { ArgumentError } from '../../core/errors.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import type { Tensor } from '../../core/tensor.js';
import type { Value } from '../../core/value.js';
import { planReduction, type Axes, type ReduceOptions } from './axes.js';

export interface VarianceOptions extends ReduceOptions {
  /** Taken off the number of elements in the divisor. Default 1: the unbiased variance. */
  readonly correction?: number;
}

interface Attributes {
  readonly middle: Middle;
  readonly divisor: number;
}

const operation: Operation<readonly [centered: Value], Attributes> = {
  name: 'variance',
  gradient(node, dy): void {
    const [centered] = node.saved;
    const { middle, divisor } = node.attributes;
    const share = broadcastMiddle(dy, { middle, shape: centered.shape }, 2 / divisor);
    node.give(0, binaryValue('mul', [centered, share], centered.shape));
  },
};

/**
 * Variance over axes, in two passes: it survives a mean far larger than the deviation.
 *
 * y = sum of (x - mean)^2 over the axes / (n - correction)
 *
 * @param x        float tensor
 * @param axes     an axis or several, negative ones counted from the end; null, the default, for all
 * @param options  correction = 1 (0 for the biased variance); keepDims = false
 * @returns  x's shape without the reduced axes
 * @throws ArgumentError  if an axis does not exist or stands twice, or n is not above the correction
 * @example
 * variance(tensor([1, 2, 3])).item(); // 1
 * variance(tensor([1, 2, 3]), null, { correction: 0 }).item(); // 0.6667
 */
export function variance(x: Tensor, axes: Axes = null, options: VarianceOptions = {}): Tensor {
  floatOf(x, 'variance', 'x');
  const { correction = 1 } = options;
  const plan = planReduction(x, axes, { op: 'variance', ...options });
  const { source, shape, middle } = plan;
  const divisor = middle.n - correction;
  if (!(divisor > 0)) {
    const rule = { argument: 'correction', expected: `below the ${middle.n} elements reduced` };
    throw new ArgumentError({ op: 'variance', ...rule, received: String(correction) });
  }
  const centered = centeredValue(source.use('variance', 'x'), middle);
  const y = correctedSquares(centered, { middle, divisor, shape });
  const attributes = { middle, divisor };
  const result = finish(operation, y, { inputs: [source], saved: [centered], attributes });
  centered.release();
  if (source !== x) source.dispose();
  return result;
}

/** x less its mean over the middle. */
function centeredValue(x: Value, middle: Middle): Value {
  const mean = reduceValue(x, 'mean', { middle, shape: [middle.outer, 1, middle.inner] });
  const wide = broadcastMiddle(mean, { middle, shape: x.shape }, 1);
  const centered = binaryValue('sub', [x, wide], x.shape);
  mean.release();
  wide.release();
  return centered;
}

/** (sum of d^2 - (sum of d)^2 / n) / divisor: the second term takes off what the mean's rounding adds. */
function correctedSquares(d: Value, to: Attributes & { readonly shape: readonly number[] }): Value {
  const squares = reduceValue(d, 'sumOfSquares', to);
  const rest = reduceValue(d, 'sum', to);
  const restSquared = binaryValue('mul', [rest, rest], to.shape);
  const scaled = affine(restSquared, 1 / to.middle.n, 0);
  const difference = binaryValue('sub', [squares, scaled], to.shape);
  const y = affine(difference, 1 / to.divisor, 0);
  for (const value of [squares, rest, restSquared, scaled, difference]) value.release();
  return y;
}
