// Axes of the figures: round, and the same for both nets unless one of them has exploded.
import type { DistributionRecord } from '@evenkeel/monitor';
import type { PerNet } from './net-names.js';

export interface Axis {
  readonly low: number;
  readonly high: number;
}

/** Beyond this ratio of their reach, the narrower of two figures would be a line on a common axis. */
const farApart = 50;

/** Reach of the narrowest axis. */
const least = 0.1;

/** Where nearly all numbers lie. */
export function axisOf({ mean, deviation, histogram: { from, to } }: DistributionRecord): Axis {
  const low = Math.max(from, mean - 2.5 * deviation);
  const high = Math.min(to, mean + 2.5 * deviation);
  return { low: Number.isFinite(low) ? low : 0, high: Number.isFinite(high) ? high : 0 };
}

/** The least axis that holds all others, and 0. */
export function union(axes: readonly Axis[]): Axis {
  return {
    low: Math.min(0, ...axes.map(({ low }) => low)),
    high: Math.max(0, ...axes.map(({ high }) => high)),
  };
}

/** One round axis for both nets, or one for each if they are far apart. */
export function together(axes: PerNet<Axis>): PerNet<Axis> {
  const both = [axes['batch norm'], axes.plain];
  const [narrow, wide] = both.map(reach).toSorted((a, b) => a - b);
  const common = rounded(union(both));
  return wide! > farApart * narrow!
    ? { 'batch norm': rounded(union([both[0]!])), plain: rounded(union([both[1]!])) }
    : { 'batch norm': common, plain: common };
}

const reach = ({ low, high }: Axis): number => Math.max(-low, high, least);

const rounded = ({ low, high }: Axis): Axis => ({ low: -roundUp(-low), high: roundUp(high) });

/** A round number that is not below another; of what is not above 0, a small one. */
function roundUp(value: number): number {
  const wanted = Math.max(value, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8].find((candidate) => candidate * power >= wanted) ?? 10;
  return factor * power;
}
