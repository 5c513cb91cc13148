// The two curves as a picture in the terminal.
import plot from 'simple-ascii-chart';
import type { Variant } from '../compare/result.js';

const ansi: Readonly<Record<Variant['name'], 'ansiBlue' | 'ansiRed'>> = {
  'batch norm': 'ansiBlue',
  plain: 'ansiRed',
};

export interface ChartOptions {
  /** Columns of the terminal. */
  readonly columns: number;
  readonly color: boolean;
}

/**
 * Draws test accuracy (%) over steps for every variant.
 *
 * The curves are sampled once a column by linear interpolation, so that a line between two
 * evaluations slopes and does not jump.
 */
export function accuracyChart(
  variants: readonly Variant[],
  { columns, color }: ChartOptions,
): string {
  const width = Math.max(20, Math.min(columns - 12, 90));
  const shown = variants.filter(({ curve }) => curve.length > 1);
  if (shown.length === 0) return 'Fewer than two evaluations: no curve to draw.';
  return plot(
    shown.map(({ curve }) =>
      sample(
        curve.map(({ step, testAccuracy }) => [step, testAccuracy * 100]),
        width,
      ),
    ),
    {
      title: 'Test accuracy (%)',
      xLabel: 'steps',
      width,
      height: 16,
      yRange: [0, 100],
      customYAxisTicks: [0, 20, 40, 60, 80, 100],
      customXAxisTicks: ticks(shown[0]!.curve.at(-1)!.step),
      formatter: (value) => value.toLocaleString('en-US'),
      ...(color ? { color: shown.map(({ name }) => ansi[name]) } : {}),
      legend: { position: 'bottom', series: shown.map(({ name }) => name) },
    },
  );
}

/** Five round positions from 0 to the last step. */
function ticks(last: number): number[] {
  return [0, 1, 2, 3, 4].map((quarter) => Math.round((last * quarter) / 4));
}

type Point = [x: number, y: number];

function sample(points: Point[], count: number): Point[] {
  const first = points[0]!;
  const last = points.at(-1)!;
  let segment = 0;
  return Array.from({ length: count }, (_, index) => {
    const x = first[0] + ((last[0] - first[0]) * index) / (count - 1);
    while (segment < points.length - 2 && points[segment + 1]![0] < x) segment += 1;
    const [x0, y0] = points[segment]!;
    const [x1, y1] = points[segment + 1]!;
    return [x, y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)];
  });
}
