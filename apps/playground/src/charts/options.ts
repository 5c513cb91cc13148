// From the specification of a chart to the options of uPlot.
import uPlot from 'uplot';
import { drawEndLabels, drawGuide, drawNote, drawYLabel } from './annotations.js';
import type { ChartSpec, ColorName, SeriesSpec } from './spec.js';
import { theme } from './theme.js';
import { fontFamily, tickText } from './ticks.js';

const font = `12px ${fontFamily}`;

/** Room on the right for the names of the lines, in CSS pixels. */
const labelRoom = 84;

export interface ChartOptions {
  readonly spec: ChartSpec;
  readonly width: number;
  readonly height: number;
  /** Told of the index under the cursor; null if it is elsewhere. */
  readonly onCursor: (index: number | null) => void;
}

export function optionsOf({ spec, width, height, onCursor }: ChartOptions): uPlot.Options {
  const labelled = spec.series.some(({ label }) => label !== undefined);
  const stepped = spec.series.some((series) => series.stepped === true);
  return {
    width,
    height,
    padding: [26, labelled ? labelRoom : 14, 0, 0],
    legend: { show: false },
    scales: {
      x: { time: false, range: () => [...spec.xLimits()] },
      y: { range: () => [...spec.yLimits()] },
    },
    axes: [xAxis(spec.xLabel), yAxis(spec)],
    series: [{}, ...spec.series.map(seriesOf)],
    bands: bandsOf(spec),
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 7, show: !stepped },
      ...(spec.sync === undefined ? {} : { sync: { key: spec.sync, scales: ['x', null] } }),
    },
    hooks: {
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
      draw: [
        (plot) => {
          drawYLabel(plot, spec.yLabel);
          const guide = spec.guide?.() ?? null;
          if (guide !== null) drawGuide(plot, guide);
          drawEndLabels(plot, spec.series);
          const note = spec.note?.() ?? null;
          if (note !== null) drawNote(plot, note);
        },
      ],
    },
  };
}

const colorOf = (name: ColorName) => (): string => theme.value[name];

/** The same color, mostly transparent. */
const tint = (name: ColorName) => (): string => `${theme.value[name]}2e`;

function seriesOf({ color, width = 2, dashed, filled, stepped, dots }: SeriesSpec): uPlot.Series {
  const paths = stepped === true ? uPlot.paths.stepped?.({ align: 1 }) : uPlot.paths.linear?.();
  return {
    stroke: colorOf(color),
    width,
    ...(dashed === true ? { dash: [4, 3] } : {}),
    ...(filled === true ? { fill: tint(color) } : {}),
    ...(paths === undefined ? {} : { paths }),
    // A line of one point is not seen.
    points: {
      show: ({ data }) => dots === true || data[0].length === 1,
      size: 5,
      fill: colorOf(color),
      stroke: colorOf(color),
    },
  };
}

function bandsOf({ band }: ChartSpec): uPlot.Band[] {
  if (band === undefined) return [];
  return [{ series: [...band.between], fill: tint(band.color) }];
}

function xAxis(label: string): uPlot.Axis {
  return {
    font,
    stroke: colorOf('muted'),
    label,
    labelFont: font,
    labelSize: 20,
    labelGap: 2,
    size: 28,
    gap: 4,
    space: 56,
    grid: { show: false },
    ticks: { stroke: colorOf('line'), width: 1, size: 4 },
    values: (_plot, splits) => splits.map((value) => tickText(value)),
  };
}

function yAxis({ yText }: ChartSpec): uPlot.Axis {
  return {
    font,
    stroke: colorOf('muted'),
    // As wide as its longest number.
    size: (_plot, texts) =>
      Math.max(46, 14 + 7 * Math.max(0, ...(texts ?? []).map(({ length }) => length))),
    gap: 6,
    space: 28,
    grid: { stroke: colorOf('line'), width: 1 },
    ticks: { show: false },
    values: (_plot, splits) => splits.map((value) => yText(value)),
  };
}
