// The table of an experiment in the terminal: a line a trial, test accuracy along the way.
import type { Column } from '../experiments/experiment.js';
import type { TrialResult } from '../experiments/run.js';

/** Tests stand under the share of their trial's steps after which they were made, as trials may differ in their steps. */
export function experimentTable(
  results: readonly TrialResult[],
  columns: readonly Column[] = [],
): string {
  const made = results.flatMap(({ curve, steps }) =>
    curve.map(({ step }) => percentOf(step, steps)),
  );
  const shares = few([...new Set(made)].toSorted((a, b) => a - b));
  const rows = [
    [
      'trial',
      'steps',
      ...shares.map((share) => `at ${share} %`),
      'loss',
      ...columns.map(({ head }) => head),
      's',
    ],
    ...results.map((result) => [
      ...testCells(result, shares),
      ...measureCells(result, columns),
      result.seconds.toFixed(1),
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
      .join('  '),
  );
  return [lines[0], '-'.repeat(lines[0]!.length), ...lines.slice(1)].join('\n');
}

/** Of many tests, those after each quarter of the steps. */
const few = (shares: readonly number[]): readonly number[] =>
  shares.length <= 6 ? shares : shares.filter((share) => share % 25 === 0);

/** Only the last step is at 100 %. */
function percentOf(step: number, steps: number): number {
  return step === steps ? 100 : Math.min(99, Math.round((100 * step) / steps));
}

function testCells(
  { name, steps, divergedAt, curve }: TrialResult,
  shares: readonly number[],
): string[] {
  const tested = shares.map((share) => {
    const point = curve.find(({ step }) => percentOf(step, steps) === share);
    return point === undefined ? '–' : `${(100 * point.testAccuracy).toFixed(2)} %`;
  });
  const loss =
    divergedAt === null ? (curve.at(-1)?.testLoss.toFixed(4) ?? '–') : `lost at ${divergedAt}`;
  return [name, steps.toLocaleString('en-US'), ...tested, loss];
}

/** A cell for each column: a share in percent, another number with four digits; a dash for what was not measured. */
export function measureCells({ measures = {} }: TrialResult, columns: readonly Column[]): string[] {
  return columns.map(({ key, percent }) => {
    const value = measures[key];
    if (value === undefined || Number.isNaN(value)) return '–';
    return percent === true
      ? `${(100 * value).toFixed(2)} %`
      : String(Number(value.toPrecision(4)));
  });
}
