// How numbers are distributed: moments, the lecture's three percentiles, a histogram.
import { quantiles } from './quantiles.js';

/** Shares of the percentile curves: the middle, and about one standard deviation of a normal to either side. */
export const percentileShares = [0.15, 0.5, 0.85] as const;

/** Bars of each histogram. */
const bars = 32;

/** Counts of numbers in bars of equal width. */
export interface Histogram {
  /** Left edge of the first bar: the smallest number. */
  readonly from: number;
  /** Right edge of the last bar: the largest number. */
  readonly to: number;
  readonly counts: readonly number[];
}

/** What is known of a set of numbers; NaN and infinities are counted and left out of all the rest. */
export interface DistributionRecord {
  /** Numbers looked at, finite or not. */
  readonly count: number;
  /** Those that are NaN or infinite. */
  readonly nonFinite: number;
  /** NaN, like all that follows, if none is finite. */
  readonly mean: number;
  /** sqrt(mean of (x - mean)^2) */
  readonly deviation: number;
  /** {15, 50, 85}th percentiles. */
  readonly percentiles: readonly [p15: number, p50: number, p85: number];
  readonly histogram: Histogram;
}

/** Moments in two passes of double arithmetic; percentiles are linear between two ranks. */
export function distributionOf(numbers: Float32Array | Float64Array): DistributionRecord {
  const { values, mean, from, to } = finiteOf(numbers);
  const { variance, counts } = spreadOf(values, { mean, from, to });
  const [p15, p50, p85] = quantiles(values, percentileShares);
  return {
    count: numbers.length,
    nonFinite: numbers.length - values.length,
    mean,
    deviation: Math.sqrt(variance),
    percentiles: [p15!, p50!, p85!],
    histogram: { from, to, counts },
  };
}

interface Range {
  readonly mean: number;
  readonly from: number;
  readonly to: number;
}

/** A copy of the finite numbers, their mean and their ends; NaN where there are none. */
function finiteOf(numbers: Float32Array | Float64Array): Range & { values: typeof numbers } {
  const values = numbers.slice();
  let count = 0;
  let sum = 0;
  let from = Infinity;
  let to = -Infinity;
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i]!;
    if (!Number.isFinite(x)) continue;
    values[count++] = x;
    sum += x;
    if (x < from) from = x;
    if (x > to) to = x;
  }
  const none = count === 0;
  const range = { from: none ? Number.NaN : from, to: none ? Number.NaN : to };
  return { values: values.subarray(0, count), mean: sum / count, ...range };
}

/** The second pass: biased variance, and counts in bars from end to end. */
function spreadOf(
  values: Float32Array | Float64Array,
  { mean, from, to }: Range,
): { variance: number; counts: number[] } {
  const counts = Array.from<number>({ length: values.length === 0 ? 0 : bars }).fill(0);
  const scale = to > from ? bars / (to - from) : 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    squares += (x - mean) * (x - mean);
    const bar = (x - from) * scale;
    counts[bar < bars ? Math.floor(bar) : bars - 1]! += 1;
  }
  return { variance: squares / values.length, counts };
}
