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
