import { binaryValue, unaryValue } from '../../calls/elementwise.js';
import { broadcastMiddle, reduceValue, type Middle } from '../../calls/reduce.js';
import { floatOf } from '../../core/arguments.js';
import { finish } from '../../core/finish.js';
import type { Operation } from '../../core/node.js';
import type { Shape } from '../../core/shape.js';
import type { Tensor } from '../../core/tensor.js';
import type { Value } from '../../core/value.js';
import { planReduction, refuseEmpty, type Axes, type ReduceOptions } from './axes.js';

/** Saved are exp(x - max) and its sum, whose quotient is the derivative. */
const operation: Operation<readonly [powers: Value, sum: Value], Middle> = {
  name: 'logSumExp',
  gradient(node, dy): void {
    const [powers, sum] = node.saved;
    const share = binaryValue('div', [dy, sum], dy.shape);
    const wide = broadcastMiddle(share, { middle: node.attributes, shape: powers.shape }, 1);
    node.give(0, binaryValue('mul', [powers, wide], powers.shape));
  },
};

/**
 * Logarithm of a sum of exponentials, without overflow.
 *
 * y = max + ln(sum of e^(x - max) over the axes)
 *
 * @param x        float tensor
 * @param axes     an axis or several, negative ones counted from the end; null, the default, for all
 * @param options  keepDims = false: whether reduced axes stay with length 1
 * @returns  x's shape without the reduced axes
 * @throws ArgumentError  if an axis does not exist or stands twice, or there is nothing to reduce
 * @example
 * logSumExp(tensor([1000, 1000])).item(); // 1000.6931
 */
export function logSumExp(x: Tensor, axes: Axes = null, options: ReduceOptions = {}): Tensor {
  floatOf(x, 'logSumExp', 'x');
  const plan = planReduction(x, axes, { op: 'logSumExp', ...options });
  refuseEmpty(plan, 'logSumExp', x);
  const { source, shape, middle } = plan;
  const value = source.use('logSumExp', 'x');
  const largest = reduceValue(value, 'max', { middle, shape });
  const powers = powersBelow(value, largest, middle);
  const sum = reduceValue(powers, 'sum', { middle, shape });
  const y = sumOfLogs(largest, sum, shape);
  const saved = [powers, sum] as const;
  const result = finish(operation, y, { inputs: [source], saved, attributes: middle });
  for (const part of [largest, powers, sum]) part.release();
  if (source !== x) source.dispose();
  return result;
}

/** exp(x - largest). */
function powersBelow(x: Value, largest: Value, middle: Middle): Value {
  const wide = broadcastMiddle(largest, { middle, shape: x.shape }, 1);
  const below = binaryValue('sub', [x, wide], x.shape);
  const powers = unaryValue(below, { f: 'exp', alpha: 0, beta: 0 });
  wide.release();
  below.release();
  return powers;
}

function sumOfLogs(largest: Value, sum: Value, shape: Shape): Value {
  const log = unaryValue(sum, { f: 'log', alpha: 0, beta: 0 });
  const y = binaryValue('add', [largest, log], shape);
  log.release();
  return y;
}
