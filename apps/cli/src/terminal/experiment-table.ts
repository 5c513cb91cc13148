// The table of an experiment in the terminal: a line a trial, test accuracy along the way.
import type { TrialResult } from '../experiments/run.js';

/** Tests stand under the share of the steps after which they were made, as trials may differ in their steps. */
export function experimentTable(results: readonly TrialResult[]): string {
  const most = Math.max(0, ...results.map(({ curve }) => curve.length));
  const shares = Array.from({ length: most }, (_, i) => `${Math.round((100 * (i + 1)) / most)} %`);
  const rows = [
    ['trial', 'steps', ...shares.map((share) => `at ${share}`), 'loss', 's'],
    ...results.map((result) => cellsOf(result, most)),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
      .join('  '),
  );
  return [lines[0], '-'.repeat(lines[0]!.length), ...lines.slice(1)].join('\n');
}

function cellsOf({ name, steps, seconds, divergedAt, curve }: TrialResult, most: number): string[] {
  const tested = Array.from({ length: most }, (_, i) => {
    const point = curve[i];
    return point === undefined ? '–' : `${(100 * point.testAccuracy).toFixed(2)} %`;
  });
  const loss =
    divergedAt === null ? (curve.at(-1)?.testLoss.toFixed(4) ?? '–') : `lost at ${divergedAt}`;
  return [name, steps.toLocaleString('en-US'), ...tested, loss, seconds.toFixed(1)];
}
