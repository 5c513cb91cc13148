// The curves of a comparison as a picture in the terminal.
import type { CurvePoint, Variant } from '../compare/result.js';
import { stepAxis } from './axis.js';
import type { Paint } from './color.js';
import { dashed, heavy, traceLine, type Glyphs, type Mark } from './line.js';

export interface ChartOptions {
  /** Columns of the terminal. */
  readonly columns: number;
  readonly paint: Paint;
}

/** Told apart without colour too. */
const glyphsOf: Readonly<Record<Variant['name'], Glyphs>> = { 'batch norm': heavy, plain: dashed };

/** Columns of the numbers left and right of the picture, with their blanks and ticks. */
const leftMargin = 6;
const rightMargin = 8;
const widths = { least: 16, most: 96 };

/**
 * Draws test accuracy (%) over steps for every net, with a line from test to test and the last accuracy of each at the
 * right end. On a narrow terminal the picture is lower too.
 */
export function accuracyChart(variants: readonly Variant[], options: ChartOptions): string {
  const { columns, paint } = options;
  const shown = variants.filter(({ curve }) => curve.length > 0);
  if (shown.length === 0) return 'No test was made: there is no curve to draw.';
  const room = columns - 1 - leftMargin - rightMargin;
  const width = Math.max(widths.least, Math.min(room, widths.most));
  const picture = new Picture({ width, height: width < 45 ? 16 : 21, shown });
  const axis = stepAxis(picture.lastStep, { width, overhang: rightMargin });
  const indent = ' '.repeat(leftMargin);
  const legend = shown.map(({ name }) => paint(name, `${glyphsOf[name].level.repeat(4)} ${name}`));
  const title = width < 45 ? `Test accuracy (%)\n${indent}` : `${indent}Test accuracy (%)     `;
  return [
    `${title}${legend.join('   ')}`,
    '',
    ...picture.lines(paint),
    `${indent.slice(1)}└${axis.line}`,
    `${indent}${axis.labels}`,
    `${indent}${'optimizer steps'.padStart(Math.round(width / 2) + 7)}`,
  ].join('\n');
}

interface PictureOptions {
  readonly width: number;
  /** One more than a multiple of 5, so that each fifth of the scale has a row. */
  readonly height: number;
  /** Each with one test at least. */
  readonly shown: readonly Variant[];
}

/** The rows between title and axis. */
class Picture {
  readonly lastStep: number;
  readonly #options: PictureOptions;
  readonly #cells: ({ name: Variant['name']; text: string } | undefined)[][];

  constructor(options: PictureOptions) {
    const { width, height, shown } = options;
    this.#options = options;
    this.lastStep = Math.max(...shown.map(({ curve }) => curve.at(-1)!.step));
    this.#cells = Array.from({ length: height }, () => Array.from({ length: width }));
    // The first net is drawn last: it stays whole where the lines meet.
    for (const { name, curve } of shown.toReversed()) {
      for (const { row, column, text } of this.#trace(curve, glyphsOf[name])) {
        this.#cells[row]![column] = { name, text };
      }
    }
  }

  /** The picture from top to bottom, with the numbers at both sides. */
  lines(paint: Paint): string[] {
    const ends = this.#ends();
    return this.#cells.map((cells, row) => {
      const line = cells.map((cell) => (cell ? paint(cell.name, cell.text) : ' ')).join('');
      const end = ends.get(row);
      const accuracy = end?.curve.at(-1)!.testAccuracy ?? 0;
      const label = end ? ` ${paint(end.name, (accuracy * 100).toFixed(1))}` : '';
      return `${this.#scaleAt(row)}${line}${label}`.trimEnd();
    });
  }

  #trace(curve: readonly CurvePoint[], glyphs: Glyphs): Mark[] {
    const column = ({ step }: CurvePoint): number =>
      Math.round((step / this.lastStep) * (this.#options.width - 1));
    const first = column(curve[0]!);
    const columns = column(curve.at(-1)!) - first + 1;
    const rows = Array.from({ length: columns }, (_, i) =>
      this.#rowOf(accuracyAt(curve, ((first + i) / (this.#options.width - 1)) * this.lastStep)),
    );
    return traceLine(rows, first, glyphs);
  }

  #rowOf(accuracy: number): number {
    return Math.round((1 - accuracy) * (this.#options.height - 1));
  }

  /** The number and tick of each fifth of the scale. */
  #scaleAt(row: number): string {
    const fifths = (row * 5) / (this.#options.height - 1);
    const label = Number.isInteger(fifths) ? `${100 - 20 * fifths} ┤` : '│';
    return label.padStart(leftMargin);
  }

  /** Which net's last accuracy stands in a row: where its curve ends, or the next free row. */
  #ends(): Map<number, Variant> {
    const rows = new Map<number, Variant>();
    const last = ({ curve }: Variant): number => curve.at(-1)!.testAccuracy;
    for (const variant of this.#options.shown.toSorted((a, b) => last(b) - last(a))) {
      let row = this.#rowOf(last(variant));
      while (rows.has(row)) row += row === this.#options.height - 1 ? -1 : 1;
      rows.set(row, variant);
    }
    return rows;
  }
}

/** Accuracy at a step, on a straight line between the tests before and after it. */
function accuracyAt(curve: readonly CurvePoint[], step: number): number {
  const after = curve.findIndex((point) => point.step >= step);
  if (after <= 0) return curve.at(after)!.testAccuracy;
  const [from, to] = [curve[after - 1]!, curve[after]!];
  const share = (step - from.step) / (to.step - from.step);
  return from.testAccuracy + share * (to.testAccuracy - from.testAccuracy);
}
