// The normal distribution without its tails.
import {
  ArgumentError,
  tensor,
  tidy,
  type Generator,
  type Shape,
  type Tensor,
} from '@evenkeel/tensor';
import { initializer, type Distribution, type Initializer } from './initializer.js';

export interface TruncatedNormalOptions {
  /** Mean of the normal before truncation; default 0. */
  readonly mean?: number;
  /** Standard deviation of the normal before truncation, above 0; default 1. */
  readonly std?: number;
  /** Smallest value; default mean - 2 std. */
  readonly lower?: number;
  /** Largest value; default mean + 2 std. */
  readonly upper?: number;
}

/** The interval in deviations from the mean. */
interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * N(mean, std^2) restricted to [lower, upper]. Its own deviation is smaller than std: 0.88 std with the default bounds.
 *
 * Drawn by rejection: candidates come from the normal itself, or, if it rarely falls into the interval, evenly spread
 * and accepted in proportion to the density.
 *
 * @param options  mean = 0; std = 1; lower = mean - 2 std; upper = mean + 2 std
 * @returns  an initializer: called with a shape and a generator it gives the weight
 * @throws ArgumentError  std not above 0, or upper not above lower
 * @example
 * truncatedNormal({ std: 0.02 }).distribution([100, 10]).high; // 0.04
 */
export function truncatedNormal(options: TruncatedNormalOptions = {}): Initializer {
  const { mean = 0, std = 1 } = options;
  const { lower = mean - 2 * std, upper = mean + 2 * std } = options;
  if (!(std > 0 && std < Infinity)) refuse('std', 'a finite number above 0', std);
  if (!(upper > lower && upper - lower < Infinity))
    refuse('upper', `above lower (${lower})`, upper);
  const interval = withoutEmptyTails({ low: (lower - mean) / std, high: (upper - mean) / std });
  const known = moments(interval);
  const distribution: Distribution = {
    kind: 'truncatedNormal',
    mean: mean + std * known.mean,
    std: std * known.std,
    low: lower,
    high: upper,
  };
  const inside = (value: number) => Math.min(Math.max(mean + std * value, lower), upper);
  return initializer(
    'truncatedNormal',
    () => distribution,
    (shape, generator) =>
      tensor(Float64Array.from(draw(shape, generator, interval), inside), {
        shape,
        dtype: 'float',
      }),
  );
}

function refuse(argument: string, expected: string, received: number): never {
  throw new ArgumentError({
    op: 'truncatedNormal',
    argument,
    expected,
    received: String(received),
  });
}

/** Beyond 40 deviations the density is 0 in double arithmetic; a wide interval must not be all tail. */
function withoutEmptyTails({ low, high }: Interval): Interval {
  return low < 40 && high > -40
    ? { low: Math.max(low, -40), high: Math.min(high, 40) }
    : { low, high };
}

const density = (z: number) => Math.exp(-0.5 * z * z);

/** Mean and deviation by Simpson's rule: differences of erf would cancel far from the center. */
function moments({ low, high }: Interval): { mean: number; std: number } {
  const pieces = 4000;
  const width = (high - low) / pieces;
  const peak = density(nearestToCenter({ low, high }));
  const integral = (f: (z: number) => number) => {
    let sum = 0;
    for (let i = 0; i <= pieces; i++) {
      const weight = i === 0 || i === pieces ? 1 : i % 2 === 1 ? 4 : 2;
      const z = low + i * width;
      sum += weight * f(z) * (density(z) / peak);
    }
    return sum;
  };
  const mass = integral(() => 1);
  const mean = integral((z) => z) / mass;
  const variance = integral((z) => (z - mean) ** 2) / mass;
  return { mean, std: Math.sqrt(variance) };
}

function nearestToCenter({ low, high }: Interval): number {
  return Math.min(Math.max(0, low), high);
}

function draw(shape: Shape, generator: Generator, interval: Interval): number[] {
  const count = shape.reduce((product, length) => product * length, 1);
  const { low, high } = interval;
  const fromNormal = low < 1 && high > -1 && high - low > 1;
  const propose = fromNormal ? normalCandidates : uniformCandidates;
  const accepted: number[] = [];
  while (accepted.length < count) {
    for (const value of propose(generator, count, interval)) accepted.push(value);
  }
  accepted.length = count;
  return accepted;
}

function normalCandidates(generator: Generator, count: number, { low, high }: Interval): number[] {
  return numbers(() => generator.normal([count])).filter((z) => z >= low && z <= high);
}

function uniformCandidates(generator: Generator, count: number, interval: Interval): number[] {
  const { low, high } = interval;
  const peak = density(nearestToCenter(interval));
  const heights = numbers(() => generator.uniform([count]));
  return numbers(() => generator.uniform([count]))
    .map((share) => low + (high - low) * share)
    .filter((z, i) => heights[i]! * peak < density(z));
}

function numbers(make: () => Tensor): number[] {
  return tidy(() => [...make().dataSync()]);
}
