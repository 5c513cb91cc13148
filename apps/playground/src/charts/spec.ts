// What a chart is, in the words of this page. options.ts turns it into those of uPlot.
import type uPlot from 'uplot';
import type { Theme } from './theme.js';

export type ColorName = keyof Theme;
export type Limits = readonly [low: number, high: number];

export interface SeriesSpec {
  readonly color: ColorName;
  /** CSS pixels; 2 unless given. */
  readonly width?: number;
  readonly dashed?: boolean;
  /** Filled down to 0. */
  readonly filled?: boolean;
  /** Steps from edge to edge in place of slopes from point to point. */
  readonly stepped?: boolean;
  /** A dot at every point. */
  readonly dots?: boolean;
  /** Written at the end of the line. */
  readonly label?: string;
}

/** A level that needs a name, such as that of guessing. */
export interface Guide {
  readonly at: number;
  readonly text: string;
}

export interface ChartSpec {
  readonly xLabel: string;
  /** Quantity and unit, written above the axis. */
  readonly yLabel: string;
  readonly series: readonly SeriesSpec[];
  /** Series, counted from 1, between which the chart is filled: upper, lower. */
  readonly band?: { readonly between: readonly [number, number]; readonly color: ColorName };
  /** Called whenever the data change. */
  readonly xLimits: () => Limits;
  readonly yLimits: () => Limits;
  readonly yText: (value: number) => string;
  readonly guide?: () => Guide | null;
  /** Written across the chart, such as why a net has stopped; null if there is nothing to say. */
  readonly note?: () => string | null;
  /** Charts of one key move their cursors together. */
  readonly sync?: string;
}

/** uPlot wants plain arrays where there are gaps. */
export type ChartData = uPlot.AlignedData;
