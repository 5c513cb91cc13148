// What is written into a chart beside its lines: names at their ends, a named level, a note.
import uPlot from 'uplot';
import type { Guide, SeriesSpec } from './spec.js';
import { theme } from './theme.js';
import { fontFamily } from './ticks.js';

interface EndLabel {
  readonly text: string;
  readonly color: string;
  readonly x: number;
  y: number;
}

/** CSS pixels between the baselines of two labels. */
const leading = 14;

function fontOf(weight: number): string {
  return `${weight} ${12 * uPlot.pxRatio}px ${fontFamily}`;
}

/** Writes the name of each line behind its last point, moved apart where they would overlap. */
export function drawEndLabels(plot: uPlot, series: readonly SeriesSpec[]): void {
  const labels = series
    .flatMap((spec, i) => endLabel(plot, spec, i + 1))
    .toSorted((a, b) => a.y - b.y);
  spread(labels, leading * uPlot.pxRatio);
  keepInside(labels, plot.bbox);
  const { ctx } = plot;
  ctx.save();
  ctx.font = fontOf(600);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const label of labels) {
    ctx.fillStyle = label.color;
    writeOver(ctx, label);
  }
  ctx.restore();
}

/** Writes on top of lines, with a margin in the color of the ground. */
function writeOver(
  ctx: CanvasRenderingContext2D,
  { text, x, y }: Pick<EndLabel, 'text' | 'x' | 'y'>,
): void {
  ctx.setLineDash([]);
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4 * uPlot.pxRatio;
  ctx.strokeStyle = theme.value.card;
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

function endLabel(plot: uPlot, { label, color }: SeriesSpec, index: number): EndLabel[] {
  const values = plot.data[index] ?? [];
  let last = values.length - 1;
  while (last >= 0 && !Number.isFinite(values[last] ?? Number.NaN)) last--;
  if (label === undefined || last < 0) return [];
  const { top, height } = plot.bbox;
  const y = plot.valToPos(values[last]!, 'y', true);
  return [
    {
      text: label,
      color: theme.value[color],
      x: plot.valToPos(plot.data[0][last]!, 'x', true) + 7 * uPlot.pxRatio,
      y: Math.min(top + height, Math.max(top, y)),
    },
  ];
}

/** Moves labels, sorted from top to bottom, so far apart that none covers another. */
function spread(labels: EndLabel[], distance: number): void {
  for (let pass = 0; pass < labels.length; pass++) {
    for (let i = 1; i < labels.length; i++) {
      const [above, below] = [labels[i - 1]!, labels[i]!];
      const lacking = distance - (below.y - above.y);
      if (lacking <= 0) continue;
      above.y -= lacking / 2;
      below.y += lacking / 2;
    }
  }
}

/** Moves all labels together so that neither the first nor the last one leaves the plot. */
function keepInside(labels: EndLabel[], { top, height }: uPlot.BBox): void {
  const above = Math.max(0, top - (labels[0]?.y ?? top));
  const below = Math.max(0, (labels.at(-1)?.y ?? top) - (top + height));
  for (const label of labels) label.y += above - below;
}

/** The name of the vertical axis, level and above it: turned text is hard to read. */
export function drawYLabel(plot: uPlot, text: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = theme.value.muted;
  ctx.font = fontOf(400);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'bottom';
  ctx.fillText(text, 2 * uPlot.pxRatio, bbox.top - 8 * uPlot.pxRatio);
  ctx.restore();
}

/** A dotted level with its name at the right end. */
export function drawGuide(plot: uPlot, { at, text }: Guide): void {
  const { ctx, bbox } = plot;
  const y = plot.valToPos(at, 'y', true);
  if (y < bbox.top || y > bbox.top + bbox.height) return;
  ctx.save();
  ctx.strokeStyle = theme.value.muted;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash([2 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.fillStyle = theme.value.muted;
  ctx.font = fontOf(400);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'bottom';
  const [right, bottom] = [bbox.left + bbox.width - 4 * uPlot.pxRatio, y - 2 * uPlot.pxRatio];
  writeOver(ctx, { text, x: right, y: bottom });
  ctx.restore();
}

/** A sentence in the middle of the upper half. */
export function drawNote(plot: uPlot, text: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = theme.value.ink;
  ctx.font = fontOf(600);
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  writeOver(ctx, { text, x: bbox.left + bbox.width / 2, y: bbox.top + bbox.height / 4 });
  ctx.restore();
}
