// Histograms over the steps: a column for each look, darker where more numbers lie.
import * as Plot from '@observablehq/plot';
import type { Histogram } from 'evenkeel';
import { drawFigure, stepAxis } from './figure.js';

export interface HistogramPoint {
  readonly step: number;
  readonly histogram: Histogram;
}

export interface HistogramOptions {
  readonly label: string;
  readonly points: readonly HistogramPoint[];
  /** Any of CSS. */
  readonly color: string;
  /** Ends of the vertical axis; those of the points unless given. */
  readonly domain?: readonly [number, number];
}

const rows = 36;
/** More looks than this are thinned, to keep the page small. */
const columns = 48;

interface Cell {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  /** Of the fullest cell of the column. */
  readonly share: number;
}

export function histogramChart({ label, points, color, domain }: HistogramOptions): string {
  const drawn = thinned(points.filter(({ histogram }) => histogram.counts.length > 0));
  const [low, high] = domain ?? histogramDomain([drawn]);
  return drawFigure(label, {
    x: stepAxis(drawn),
    y: { label, ticks: 5, domain: [low, high] },
    marks: [
      Plot.rect(cellsOf(drawn, low, high), {
        x1: 'x1',
        x2: 'x2',
        y1: 'y1',
        y2: 'y2',
        fill: color,
        fillOpacity: 'share',
        shapeRendering: 'crispEdges',
      }),
    ],
    opacity: { domain: [0, 1], range: [0, 1] },
  });
}

/** Ends that take in the points of several charts. */
export function histogramDomain(charts: readonly (readonly HistogramPoint[])[]): [number, number] {
  const ends = charts.flatMap((points) =>
    points.flatMap(({ histogram: { from, to } }) => [from, to].filter(Number.isFinite)),
  );
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  return high > low ? [low, high] : [low - 0.5, low + 0.5];
}

function thinned(points: readonly HistogramPoint[]): HistogramPoint[] {
  const every = Math.ceil(points.length / columns);
  return points.filter((_, i) => i % every === 0 || i === points.length - 1);
}

function cellsOf(points: readonly HistogramPoint[], low: number, high: number): Cell[] {
  const size = (high - low) / rows;
  return points.flatMap(({ step, histogram }, i) => {
    // A look stands for the time since the one before.
    const x1 = points[i - 1]?.step;
    if (x1 === undefined) return [];
    const counts = rebinned(histogram, low, size);
    const fullest = Math.max(...counts);
    return counts.flatMap((count, row) => {
      if (count < 0.004 * fullest) return [];
      const y1 = low + row * size;
      return [{ x1, x2: step, y1, y2: y1 + size, share: round(Math.sqrt(count / fullest)) }];
    });
  });
}

/** Counts in equal rows of another axis: each bar is spread evenly over what it covers. */
function rebinned({ from, to, counts }: Histogram, low: number, size: number): number[] {
  const found = Array.from<number>({ length: rows }).fill(0);
  const width = (to - from) / counts.length;
  counts.forEach((count, bar) => {
    const left = (from + bar * width - low) / size;
    const right = (from + (bar + 1) * width - low) / size;
    const first = Math.min(rows - 1, Math.max(0, Math.floor(left)));
    const last = Math.min(rows - 1, Math.max(first, Math.ceil(right) - 1));
    for (let row = first; row <= last; row++) {
      const covered = Math.min(right, row + 1) - Math.max(left, row);
      found[row]! += right > left ? (count * Math.max(0, covered)) / (right - left) : count;
    }
  });
  return found;
}

const round = (value: number): number => Number(value.toFixed(3));
