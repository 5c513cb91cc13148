// Which number of an evaluation callbacks go by, and what counts as better.
import type { EvaluationEvent } from '../fit/events.js';

/** A number of an evaluation: the smaller loss or the larger accuracy is the better one. */
export type Metric = 'loss' | 'accuracy';

export function checkMetric(op: string, metric: Metric): void {
  if (metric === 'loss' || metric === 'accuracy') return;
  throw new RangeError(`${op}: metric must be 'loss' or 'accuracy', got '${String(metric)}'.`);
}

/** By how much the evaluation is better than `best`; NaN is never better, and anything is better than nothing. */
export function gainOf(event: EvaluationEvent, metric: Metric, best: number | null): number {
  if (best === null) return Number.POSITIVE_INFINITY;
  const gain = metric === 'loss' ? best - event[metric] : event[metric] - best;
  return Number.isNaN(gain) ? Number.NEGATIVE_INFINITY : gain;
}
