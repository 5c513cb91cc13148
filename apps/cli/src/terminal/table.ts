// The table of figures in the terminal.
import type { Variant } from '../compare/result.js';

const percent = (accuracy: number): string => `${(accuracy * 100).toFixed(2)} %`;

/** Step, loss and test accuracy of every variant, one line an evaluation, columns aligned right. */
export function figuresTable(variants: readonly Variant[]): string {
  const steps = variants[0]?.curve.map(({ step }) => step) ?? [];
  const head = ['step', ...variants.flatMap(({ name }) => [`${name}: loss`, 'test accuracy'])];
  const body = steps.map((step, index) => [
    step.toLocaleString('en-US'),
    ...variants.flatMap(({ curve }) => {
      const point = curve[index];
      return point === undefined
        ? ['stopped', '']
        : [point.loss.toFixed(4), percent(point.testAccuracy)];
    }),
  ]);
  return align([head, ...body]);
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) => row.map((cell, column) => cell.padStart(widths[column]!)).join('   '))
    .join('\n');
}
