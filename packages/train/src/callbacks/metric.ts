// Which number of an evaluation callbacks go by, and what counts as better.
import { ArgumentError } from '@evenkeel/tensor';
import type { EvaluationEvent } from '../fit/events.js';

/** A number of an evaluation: the smaller loss or the larger accuracy is the better one. */
export type Metric = 'loss' | 'accuracy';

export function checkMetric(op: string, metric: Metric): void {
  if (metric === 'loss' || metric === 'accuracy') return;
  throw new RangeError(`${op}: metric must be 'loss' or 'accuracy', got '${String(metric)}'.`);
}

/** The number to go by. An accuracy that is NaN is none: the data has no classes. */
export function valueOf(op: string, metric: Metric, event: EvaluationEvent): number {
  const value = event[metric];
  if (metric === 'loss' || !Number.isNaN(value)) return value;
  const expected = "'loss' where the validation data has no classes";
  throw new ArgumentError({ op, argument: 'metric', expected, received: "'accuracy'" });
}

/** By how much a number is better than `best`; NaN is never better, and anything is better than nothing. */
export function gainOf(value: number, metric: Metric, best: number | null): number {
  if (best === null) return Number.POSITIVE_INFINITY;
  const gain = metric === 'loss' ? best - value : value - best;
  return Number.isNaN(gain) ? Number.NEGATIVE_INFINITY : gain;
}
