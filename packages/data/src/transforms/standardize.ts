// Zero mean and unit deviation: of every channel over the data, or of every sample by itself.
import { ArgumentError, type Tensor } from '@evenkeel/tensor';
import type { Dataset } from '../dataset.js';
import { refuse, sizeOf, within } from './checks.js';
import type { Transform } from './transform.js';

/** Mean and (biased) deviation of every channel. */
export interface ChannelStatistics {
  /** [C] */
  readonly mean: Float64Array;
  /** [C] */
  readonly deviation: Float64Array;
}

/**
 * Mean and deviation of each channel, the last axis, over a data set or over batches.
 *
 * Batches are merged in float64 by Chan's formula, so that a mean far from 0 costs no accuracy.
 *
 * @param data  a data set, whose bytes count from 0 to 1, or batches `{ x }` with x [N, ..., C] such as a loader without
 *   `normalize`
 * @returns  mean [C], deviation [C]
 * @throws ArgumentError  no samples, or batches of different numbers of channels
 * @example
 * const set = dataset({ name: 'two', images: Uint8Array.of(0, 51, 255, 51), labels: Uint8Array.of(0, 0), shape: [1, 1, 2], classes: 1 });
 * const { mean, deviation } = channelStatistics(set);
 * mean; // [0.5, 0.2]
 * deviation; // [0.5, 0]
 */
export function channelStatistics(
  data: Dataset | Iterable<{ readonly x: Tensor }>,
): ChannelStatistics {
  let total: Moments | null = null;
  for (const { values, channels, scale } of partsOf(data)) {
    const part = momentsOf(values, channels, scale);
    if (total !== null && total.mean.length !== channels) {
      refuseData(`of ${total.mean.length} channels each`, String(channels));
    }
    total = total === null ? part : merged(total, part);
  }
  if (total === null || total.count === 0) return refuseData('at least one', 'none');
  const { count, mean, squares } = total;
  return { mean, deviation: squares.map((sum) => Math.sqrt(sum / count)) };
}

interface Moments {
  /** Pixels. */
  readonly count: number;
  readonly mean: Float64Array;
  /** Sums of squared deviations from the mean. */
  readonly squares: Float64Array;
}

interface Part {
  readonly values: ArrayLike<number>;
  readonly channels: number;
  readonly scale: number;
}

function* partsOf(data: Dataset | Iterable<{ readonly x: Tensor }>): Generator<Part> {
  if ('images' in data) {
    yield { values: data.images, channels: data.shape[2], scale: 1 / 255 };
    return;
  }
  for (const { x } of data) {
    const values = x.dataSync();
    const channels = x.shape.at(-1) ?? 1;
    x.dispose();
    if (values.length > 0) yield { values, channels, scale: 1 };
  }
}

function momentsOf(values: ArrayLike<number>, channels: number, scale: number): Moments {
  const count = values.length / channels;
  const mean = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (let at = 0; at < values.length;) {
    for (let c = 0; c < channels; c += 1, at += 1) mean[c]! += values[at]!;
  }
  for (let c = 0; c < channels; c += 1) mean[c]! *= scale / count;
  for (let at = 0; at < values.length;) {
    for (let c = 0; c < channels; c += 1, at += 1) {
      squares[c]! += (values[at]! * scale - mean[c]!) ** 2;
    }
  }
  return { count, mean, squares };
}

function merged(a: Moments, b: Moments): Moments {
  const count = a.count + b.count;
  const shift = a.mean.map((mean, c) => b.mean[c]! - mean);
  return {
    count,
    mean: a.mean.map((mean, c) => mean + (shift[c]! * b.count) / count),
    squares: a.squares.map(
      (sum, c) => sum + b.squares[c]! + (shift[c]! ** 2 * a.count * b.count) / count,
    ),
  };
}

function refuseData(expected: string, received: string): never {
  throw new ArgumentError({ op: 'channelStatistics', argument: 'samples', expected, received });
}

/**
 * Zero mean and unit deviation of each channel: y[..., c] = (x[..., c] - mean[c]) / max(deviation[c], eps).
 *
 * The statistics are those of the training data, also for samples to test with. Last in a chain, as what comes before works on
 * values from 0 to 1.
 *
 * @param statistics  mean [C] and deviation [C], as `channelStatistics` gives
 * @param options  eps = 1e-5: the smallest deviation that is divided by, for channels that never change
 * @returns  a transform of samples [..., C]
 * @throws ArgumentError  lists of different lengths, an eps that is not positive; from the transform: another number of channels
 * @example
 * const set = drawDigits({ count: 10 });
 * const transform = standardize(channelStatistics(set));
 * mean(loader(set, { batch: 10, transform }).next().x).item(); // 0
 */
export function standardize(
  statistics: { readonly mean: ArrayLike<number>; readonly deviation: ArrayLike<number> },
  { eps = 1e-5 }: { readonly eps?: number } = {},
): Transform {
  const { mean, deviation } = statistics;
  const op = 'standardize';
  within(op, ['eps', eps], { least: Number.MIN_VALUE, most: Infinity });
  if (mean.length !== deviation.length) {
    refuse(op, ['deviation', `of ${mean.length} numbers, as mean`, String(deviation.length)]);
  }
  const factors = Array.from(deviation, (value) => 1 / Math.max(value, eps));
  return (samples) => {
    const channels = samples.shape.at(-1) ?? 1;
    if (channels !== mean.length) {
      refuse(op, ['samples', `of ${mean.length} channels`, `shape [${samples.shape.join(', ')}]`]);
    }
    const { values } = samples;
    for (let at = 0; at < values.length;) {
      for (let c = 0; c < channels; c += 1, at += 1) {
        values[at] = (values[at]! - mean[c]!) * factors[c]!;
      }
    }
    return samples;
  };
}

/**
 * Zero mean and unit deviation of each sample by itself: y = (x - m) / max(d, 1 / sqrt(size)), m and d over all its numbers.
 *
 * The bound keeps samples of one color from being blown up.
 *
 * @returns  a transform of samples of any shape
 * @example
 * const set = dataset({ name: 'one', images: Uint8Array.of(0, 255), labels: Uint8Array.of(0), shape: [1, 2, 1], classes: 1 });
 * loader(set, { batch: 1, transform: standardizeEach() }).next().x.dataSync(); // [-0.70711, 0.70711]
 */
export function standardizeEach(): Transform {
  return (samples) => {
    const size = sizeOf(samples.shape);
    for (let start = 0; start < samples.values.length; start += size) {
      const values = samples.values.subarray(start, start + size);
      let sum = 0;
      for (let i = 0; i < size; i += 1) sum += values[i]!;
      const mean = sum / size;
      let squares = 0;
      for (let i = 0; i < size; i += 1) squares += (values[i]! - mean) ** 2;
      const factor = 1 / Math.max(Math.sqrt(squares / size), 1 / Math.sqrt(size));
      for (let i = 0; i < size; i += 1) values[i] = (values[i]! - mean) * factor;
    }
    return samples;
  };
}
