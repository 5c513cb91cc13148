// Every chart of a report: Observable Plot drawn into a document without a browser, as SVG text.
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

export interface RunFigure {
  /** Fit for a file. */
  readonly name: string;
  readonly svg: string;
  /** Plain text. */
  readonly caption: string;
}

/** Draws a chart; text and grid take the colour of the page around it. */
export function drawFigure(label: string, options: Plot.PlotOptions): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = Plot.plot({
    document,
    width: 560,
    height: 340,
    marginTop: 28,
    marginLeft: 52,
    marginRight: 24,
    marginBottom: 42,
    ...options,
    style: { background: 'transparent', fontSize: '12.5px', overflow: 'visible' },
  });
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  return svg.outerHTML;
}

/** A chart with its caption, as HTML. */
export function figureHtml(svg: string, caption: string): string {
  return `<figure>${svg}<figcaption>${caption}</figcaption></figure>`;
}

/** The horizontal axis of every chart over the steps: it begins at 0. */
export function stepAxis(points: readonly { readonly step: number }[]): Plot.ScaleOptions {
  const domain = [0, Math.max(1, ...points.map(({ step }) => step))];
  return { label: 'Optimizer steps', ticks: 5, domain };
}

/** What else can be along: the numbers that a sweep goes through. */
export interface SweepAxis {
  readonly label: string;
  readonly logarithmic?: boolean;
}

export function sweepAxis({ label, logarithmic }: SweepAxis): Plot.ScaleOptions {
  if (logarithmic !== true) return { label, ticks: 5, nice: true };
  return { label, type: 'log', ticks: 5, tickFormat: (value: number) => powerOfTen(value) };
}

/** 0.001 as 1e-3, 1 as 1; nothing between two powers. */
export function powerOfTen(value: number): string {
  const exponent = Math.log10(value);
  if (Math.abs(exponent - Math.round(exponent)) > 1e-9) return '';
  return exponent === 0 ? '1' : `1e${Math.round(exponent)}`;
}
