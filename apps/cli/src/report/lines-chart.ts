// Lines over the steps, or over the numbers of a sweep, one for each name.
import * as Plot from '@observablehq/plot';
import { drawFigure, powerOfTen, stepAxis, sweepAxis, type SweepAxis } from './figure.js';

export interface LinePoint {
  readonly name: string;
  /** Or the number of the sweep. */
  readonly step: number;
  readonly value: number;
}

export interface LinesOptions {
  readonly label: string;
  readonly points: readonly LinePoint[];
  /** Powers of ten; numbers that are not above 0 are left out. */
  readonly logarithmic?: boolean;
  readonly percent?: boolean;
  /** Along the chart, in the place of the steps. */
  readonly sweep?: SweepAxis;
}

/** Names beside the chart: pixels of each, and how many there is room for. */
const lineHeight = 15;
const labelled = 18;

/** Up to so many points are dots, too: one alone would not be seen. */
const dotted = 30;

/** A color for each name, of a palette that readers with color blindness tell apart. */
const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

export function linesChart(options: LinesOptions): string {
  const { label, points, logarithmic, percent, sweep } = options;
  const drawn = points.filter(({ value }) =>
    logarithmic === true ? value > 0 && value < Infinity : Number.isFinite(value),
  );
  const names = [...new Set(drawn.map(({ name }) => name))];
  const colorOf = (name: string): string => palette[names.indexOf(name) % palette.length]!;
  // More names than colors: who takes a color again is dashed.
  const dashed = (name: string): boolean => names.indexOf(name) >= palette.length;
  const longest = Math.max(0, ...names.slice(0, labelled).map(({ length }) => length));
  return drawFigure(label, {
    marginRight: Math.max(110, 30 + 7 * longest),
    x: sweep === undefined ? stepAxis(drawn) : sweepAxis(sweep),
    y: {
      label,
      grid: true,
      ticks: 5,
      nice: true,
      percent: percent === true,
      ...(logarithmic === true ? { type: 'log' as const, tickFormat: powerOfTen } : {}),
    },
    marks: [
      ...names.flatMap((name) => {
        const own = drawn.filter((point) => point.name === name);
        const place = { x: 'step', y: 'value' } as const;
        const line = Plot.line(own, {
          ...place,
          stroke: colorOf(name),
          strokeWidth: 2,
          ...(dashed(name) ? { strokeDasharray: '6 4' } : {}),
        });
        return own.length > dotted
          ? [line]
          : [line, Plot.dot(own, { ...place, fill: colorOf(name), r: 3 })];
      }),
      ...names.slice(0, labelled).map((name, i) =>
        Plot.text([name], {
          text: (text: string) => (dashed(text) ? `${text} - -` : text),
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
