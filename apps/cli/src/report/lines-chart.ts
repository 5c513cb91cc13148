// Lines over the steps, one for each name.
import * as Plot from '@observablehq/plot';
import { drawFigure } from './figure.js';

export interface LinePoint {
  readonly name: string;
  readonly step: number;
  readonly value: number;
}

export interface LinesOptions {
  readonly label: string;
  readonly points: readonly LinePoint[];
  /** Powers of ten; numbers that are not above 0 are left out. */
  readonly logarithmic?: boolean;
  readonly percent?: boolean;
}

/** Names beside the chart: pixels of each, and how many there is room for. */
const lineHeight = 15;
const labelled = 18;

/** A color for each name, of a palette that readers with color blindness tell apart. */
const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

export function linesChart({ label, points, logarithmic, percent }: LinesOptions): string {
  const drawn = points.filter(({ value }) =>
    logarithmic === true ? value > 0 && value < Infinity : Number.isFinite(value),
  );
  const names = [...new Set(drawn.map(({ name }) => name))];
  const colorOf = (name: string): string => palette[names.indexOf(name) % palette.length]!;
  return drawFigure(label, {
    marginRight: 110,
    x: { label: 'Optimizer steps', ticks: 5 },
    y: {
      label,
      grid: true,
      ticks: 5,
      nice: true,
      percent: percent === true,
      ...(logarithmic === true ? { type: 'log' as const } : {}),
    },
    marks: [
      ...names.map((name) =>
        Plot.line(
          drawn.filter((point) => point.name === name),
          { x: 'step', y: 'value', stroke: colorOf(name), strokeWidth: 2 },
        ),
      ),
      ...names.slice(0, labelled).map((name, i) =>
        Plot.text([name], {
          text: (text: string) => text,
          frameAnchor: 'top-right',
          textAnchor: 'start',
          dx: 8,
          dy: lineHeight * i,
          fill: colorOf(name),
        }),
      ),
    ],
  });
}
