// The table of scores per class in the terminal.
import { precisionRecallF1, type Scores } from 'evenkeel';

const heads = ['class', 'images', 'precision', 'recall', 'F1', 'taken for'] as const;

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/**
 * A line for each class, with the class that it was most often taken for by mistake, then both means; what is 0 / 0 shows as a
 * dash and is not in the means.
 */
export function classTable(
  counts: readonly (readonly number[])[],
  names: readonly string[],
): string {
  const { perClass, macro, weighted } = precisionRecallF1(counts, { zeroDivision: 'exclude' });
  const total = perClass.reduce((sum, { support }) => sum + support, 0);
  const rows = [
    [...heads],
    ...perClass.map((scores, c) => [
      names[c]!,
      scores.support.toLocaleString('en-US'),
      ...scoreCells(scores),
      mistake(counts[c]!, c, names),
    ]),
    ['mean over classes', '', ...scoreCells(macro), ''],
    ['weighed by images', total.toLocaleString('en-US'), ...scoreCells(weighted), ''],
  ];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => lineOf(row, widths));
  const rule = '-'.repeat(Math.max(...lines.map(({ length }) => length)));
  return [lines[0], rule, ...lines.slice(1, -2), rule, ...lines.slice(-2)].join('\n');
}

function scoreCells({ precision, recall, f1 }: Scores): string[] {
  return [precision, recall, f1].map((share) => (Number.isNaN(share) ? '–' : percent(share)));
}

/** The most frequent wrong answer for class `c`, with how often. */
function mistake(row: readonly number[], c: number, names: readonly string[]): string {
  const wrong = row.map((n, answer) => (answer === c ? 0 : n));
  const most = Math.max(...wrong);
  return most === 0 ? '' : `${names[wrong.indexOf(most)]!} (${most.toLocaleString('en-US')})`;
}

/** Words stand left, figures right. */
function lineOf(row: readonly string[], widths: readonly number[]): string {
  const cells = row.map((text, column) => {
    const width = widths[column]!;
    return column === 0 || column === row.length - 1 ? text.padEnd(width) : text.padStart(width);
  });
  return cells.join('  ').trimEnd();
}
