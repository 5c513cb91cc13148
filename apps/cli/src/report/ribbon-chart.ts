// Percentiles over the steps: a band from the 15th to the 85th, and a line for the 50th, as in the batch-norm paper's Figure 1.
import * as Plot from '@observablehq/plot';
import { drawFigure, stepAxis } from './figure.js';

export interface RibbonPoint {
  readonly step: number;
  readonly percentiles: readonly [p15: number, p50: number, p85: number];
}

export interface RibbonOptions {
  readonly label: string;
  readonly points: readonly RibbonPoint[];
  /** Any of CSS. */
  readonly color: string;
  /** Ends of the vertical axis, for charts that are compared; those of the points unless given. */
  readonly domain?: readonly [number, number];
}

export function ribbonChart({ label, points, color, domain }: RibbonOptions): string {
  const rows = points
    .filter(({ percentiles }) => percentiles.every(Number.isFinite))
    .map(({ step, percentiles: [p15, p50, p85] }) => ({ step, p15, p50, p85 }));
  return drawFigure(label, {
    x: stepAxis(rows),
    y: { label, grid: true, ticks: 5, nice: true, ...(domain === undefined ? {} : { domain }) },
    marks: [
      Plot.areaY(rows, { x: 'step', y1: 'p15', y2: 'p85', fill: color, fillOpacity: 0.22 }),
      ...(['p15', 'p85'] as const).map((y) =>
        Plot.line(rows, { x: 'step', y, stroke: color, strokeWidth: 1 }),
      ),
      Plot.line(rows, { x: 'step', y: 'p50', stroke: color, strokeWidth: 2.5 }),
    ],
  });
}

/** Ends that take in the points of several charts. */
export function commonDomain(charts: readonly (readonly RibbonPoint[])[]): [number, number] {
  const values = charts.flatMap((points) =>
    points.flatMap(({ percentiles }) => percentiles.filter(Number.isFinite)),
  );
  return [Math.min(...values), Math.max(...values)];
}
