// The curves of the comparison.
import * as Plot from '@observablehq/plot';
import type { Variant } from '../compare/result.js';
import { drawFigure } from './figure.js';

/** The style sheet gives each net its colour, one for light pages and one for dark ones. */
export function colorOf(name: Variant['name']): string {
  return `var(--${name.replace(' ', '-')})`;
}

type Quantity = 'loss' | 'testAccuracy';

interface Row {
  readonly step: number;
  readonly value: number;
  readonly name: Variant['name'];
}

/** Share of the scale below which two labels would overlap, and by how much (pixels) they are then moved apart. */
const near = { share: 0.06, move: 7 };

const labels: Readonly<Record<Quantity, string>> = {
  loss: 'Training loss (nats)',
  testAccuracy: 'Test accuracy (%)',
};

/** One line chart of all nets over the steps, as a string of SVG; text and grid take the colour of the page. */
export function curveChart(variants: readonly Variant[], quantity: Quantity): string {
  const curves = variants.map(({ name, curve }) =>
    curve.map((point): Row => ({ step: point.step, value: point[quantity], name })),
  );
  const rows = curves.flat();
  const highest = quantity === 'loss' ? Math.max(...rows.map(({ value }) => value)) : 1;
  return drawFigure(labels[quantity], {
    marginLeft: 44,
    marginRight: 84,
    x: {
      label: 'Optimizer steps',
      ticks: 5,
      domain: [0, Math.max(...rows.map(({ step }) => step))],
    },
    y: {
      label: labels[quantity],
      grid: true,
      ticks: 5,
      percent: quantity === 'testAccuracy',
      domain: [0, quantity === 'loss' ? highest : 100],
      nice: true,
    },
    marks: [
      Plot.ruleY([0], { strokeOpacity: 0.35 }),
      ...curves.filter((curve) => curve.length > 0).flatMap((curve) => lineMarks(curve, quantity)),
      ...endLabels(
        curves.flatMap((curve) => curve.slice(-1)),
        highest,
      ),
    ],
  });
}

function lineMarks(curve: readonly Row[], quantity: Quantity): Plot.Markish[] {
  const color = colorOf(curve[0]!.name);
  const position = { x: 'step', y: 'value' } as const;
  return [
    Plot.line(curve, { ...position, stroke: color, strokeWidth: 2.5, strokeLinejoin: 'round' }),
    Plot.dot(curve, { ...position, fill: color, r: 3, title: describeRow(quantity) }),
  ];
}

/** The name of each net beside the end of its curve; the higher one above if they end close together. */
function endLabels(ends: readonly Row[], highest: number): Plot.Markish[] {
  const [upper, lower] = ends.toSorted((a, b) => b.value - a.value);
  const close = upper && lower && upper.value - lower.value < near.share * highest;
  return ends.map((end) =>
    Plot.text([end], {
      x: 'step',
      y: 'value',
      text: 'name',
      fill: colorOf(end.name),
      fontWeight: 600,
      textAnchor: 'start',
      dx: 9,
      dy: close ? (end === upper ? -near.move : near.move) : 0,
    }),
  );
}

function describeRow(quantity: Quantity): (row: Row) => string {
  return ({ name, step, value }) =>
    `${name}, step ${step}: ${quantity === 'loss' ? value.toFixed(4) : `${(value * 100).toFixed(2)} %`}`;
}
