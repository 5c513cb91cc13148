// The confusion matrix: a row for each right class, a column for each answer.
import * as Plot from '@observablehq/plot';
import { drawFigure } from './figure.js';

export interface ConfusionOptions {
  /** [classes][classes]: right class, then answer. */
  readonly counts: readonly (readonly number[])[];
  /** [classes] */
  readonly names: readonly string[];
}

/** Up to so many classes have their numbers in the cells and all their names at the sides. */
const written = 20;

/** So much of the color at most: the numbers must stay legible on it. */
const strongest = 0.6;

interface Cell {
  readonly right: number;
  readonly answer: number;
  readonly count: number;
  /** Opacity: the root of its share of the row, so that rare mistakes are seen. */
  readonly shade: number;
}

/** What was right in one color, what was wrong in the other; darker where more of the class went. */
export function confusionChart({ counts, names }: ConfusionOptions): string {
  const classes = counts.length;
  const cells = counts.flatMap((row, right) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    return row.flatMap((count, answer): Cell[] =>
      count === 0
        ? []
        : [{ right, answer, count, shade: rounded(strongest * Math.sqrt(count / total)) }],
    );
  });
  const few = classes <= written;
  const axis = {
    type: 'band' as const,
    domain: Array.from({ length: classes }, (_, c) => c),
    padding: few ? 0.06 : 0,
    ...(few ? {} : { ticks: [] }),
    tickFormat: (c: number) => names[c] ?? String(c),
  };
  const longest = Math.max(...names.map(({ length }) => length));
  const place = { x: 'answer', y: 'right' } as const;
  const textual = few && longest > 3;
  return drawFigure('Confusion matrix', {
    height: 560 + (textual ? 7 * longest : 0),
    marginLeft: few ? 40 + 7 * longest : 52,
    marginBottom: textual ? 44 + 7 * longest : 44,
    x: { ...axis, label: 'Answer', ...(textual ? { tickRotate: -90 } : {}) },
    y: { ...axis, label: 'Right class' },
    opacity: { type: 'identity' },
    marks: [
      Plot.cell(cells, {
        ...place,
        fill: ({ right, answer }: Cell) =>
          right === answer ? 'var(--batch-norm)' : 'var(--plain)',
        fillOpacity: 'shade',
        title: ({ right, answer, count }: Cell) =>
          `${names[right]} taken for ${names[answer]}: ${count.toLocaleString('en-US')}`,
      }),
      Plot.frame({ strokeOpacity: 0.3 }),
      ...(few ? [Plot.text(cells, { ...place, text: ({ count }: Cell) => String(count) })] : []),
    ],
    color: { type: 'identity' },
  });
}

const rounded = (value: number): number => Number(value.toFixed(3));
