// What a diagnosis consists of, and the rules that make it.
import type { RunHistory } from '../history.js';
import type { MonitorRecord } from '../records.js';

export type RuleName =
  | 'batchStatistics'
  | 'deadUnits'
  | 'divergence'
  | 'explodingGradients'
  | 'identicalUnits'
  | 'largeUpdates'
  | 'plateau'
  | 'saturation'
  | 'smallUpdates'
  | 'vanishingGradients';

/** One thing that is wrong. */
export interface Finding {
  readonly rule: RuleName;
  /** Dotted name of the layer or parameter; null if it is the run as a whole. */
  readonly layer: string | null;
  /** The step of the first look that showed it, of those that have shown it ever since. */
  readonly since: number;
  /** What is seen, with figures, and what to try. */
  readonly message: string;
}

export type Rule = (history: RunHistory) => Finding[];

/** The step of the first of the looks at the end of a run that all satisfy `holds`; null if the last does not. */
export function sinceWhen(
  records: readonly MonitorRecord[],
  holds: (record: MonitorRecord) => boolean,
): number | null {
  let since: number | null = null;
  for (const record of records.toReversed()) {
    if (!holds(record)) break;
    since = record.step;
  }
  return since;
}

/** Looks at a learning rate of at least half of the largest: at the end of a schedule steps are small by intention. */
export function atFullRate(records: readonly MonitorRecord[]): MonitorRecord[] {
  const largest = Math.max(...records.map(({ lr }) => lr));
  return records.filter(({ lr }) => lr >= largest / 2);
}

/** The middle number; NaN of none. */
export function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
