// The report's charts as SVG text: Observable Plot drawn into a document without a browser.
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { CurvePoint, Variant } from '../compare/result.js';

/** Blue and vermilion of Okabe and Ito, told apart under every common colour-vision deficiency. */
export const variantColors: Readonly<Record<Variant['name'], string>> = {
  'batch norm': '#0072b2',
  plain: '#d55e00',
};

type Quantity = 'loss' | 'testAccuracy';

interface Row {
  readonly step: number;
  readonly value: number;
  readonly name: Variant['name'];
}

function rowsOf(variants: readonly Variant[], quantity: Quantity): Row[] {
  return variants.flatMap(({ name, curve }) =>
    curve
      .filter((point: CurvePoint) => Number.isFinite(point[quantity]))
      .map((point) => ({ step: point.step, value: point[quantity], name })),
  );
}

function yScale(quantity: Quantity): Plot.ScaleOptions {
  return quantity === 'loss'
    ? { label: 'Training loss (nats)', zero: true, grid: true, nice: true }
    : { label: 'Test accuracy (%)', percent: true, grid: true, domain: [0, 100] };
}

/**
 * One line chart of both variants over the steps, as a string of SVG.
 *
 * Colours of text and grid are `currentColor`, so that the page decides between light and dark.
 */
export function curveChart(variants: readonly Variant[], quantity: Quantity): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const rows = rowsOf(variants, quantity);
  const svg = Plot.plot({
    document,
    width: 560,
    height: 340,
    marginLeft: 52,
    marginRight: 20,
    marginBottom: 40,
    style: { background: 'transparent', fontSize: '12px', overflow: 'visible' },
    x: { label: 'Optimizer steps', grid: false, nice: true },
    y: yScale(quantity),
    color: { domain: Object.keys(variantColors), range: Object.values(variantColors) },
    marks: [
      Plot.ruleY([0], { strokeOpacity: 0.3 }),
      Plot.line(rows, { x: 'step', y: 'value', stroke: 'name', strokeWidth: 2.25 }),
      Plot.dot(rows, { x: 'step', y: 'value', fill: 'name', r: 2.5, title: describeRow(quantity) }),
    ],
  });
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', yScale(quantity).label ?? '');
  return svg.outerHTML;
}

function describeRow(quantity: Quantity): (row: Row) => string {
  return ({ name, step, value }) =>
    `${name}, step ${step}: ${quantity === 'loss' ? value.toFixed(4) : `${(value * 100).toFixed(2)} %`}`;
}
