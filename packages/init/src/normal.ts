// Normal and uniform initializers with given parameters; those scaled by fans are in variance-scaling.ts.
import { ArgumentError } from '@evenkeel/tensor';
import {
  initializer,
  normalDistribution,
  uniformDistribution,
  type Initializer,
} from './initializer.js';

/**
 * N(mean, std^2). Too small a deviation lets the signal die from layer to layer, too large a one
 * makes it explode or saturate: with n inputs the variance grows by n * std^2 a layer.
 *
 * @param options  mean = 0; std = 1, at least 0
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ArgumentError  std below 0 or not finite
 * @example
 * linear(784, 100, { init: normal({ std: 0.1 }) }).weight.shape; // [784, 100]
 */
export function normal(options: { mean?: number; std?: number } = {}): Initializer {
  const { mean = 0, std = 1 } = options;
  if (!(std >= 0 && std < Infinity)) {
    throw new ArgumentError({
      op: 'normal',
      argument: 'std',
      expected: 'a finite number from 0 on',
      received: String(std),
    });
  }
  const distribution = normalDistribution(mean, std);
  return initializer(
    'normal',
    () => distribution,
    (shape, generator) => generator.normal(shape, mean, std),
  );
}

/**
 * U(low, high): every value equally likely. Its deviation is (high - low) / sqrt(12).
 *
 * @param options  low = 0 (inclusive), high = 1 (exclusive)
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ArgumentError  high below low
 * @example
 * uniform({ low: -0.05, high: 0.05 }).distribution([10, 10]).std; // 0.0289
 */
export function uniform(options: { low?: number; high?: number } = {}): Initializer {
  const { low = 0, high = 1 } = options;
  if (!(high >= low)) {
    throw new ArgumentError({
      op: 'uniform',
      argument: 'high',
      expected: `at least low (${low})`,
      received: String(high),
    });
  }
  const distribution = uniformDistribution(low, high);
  return initializer(
    'uniform',
    () => distribution,
    (shape, generator) => generator.uniform(shape, low, high),
  );
}
