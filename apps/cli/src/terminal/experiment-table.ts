// The table of an experiment in the terminal: a line a trial, test accuracy along the way.
import type { TrialResult } from '../experiments/run.js';

/** Tests stand under the share of their trial's steps after which they were made, as trials may differ in their steps. */
export function experimentTable(results: readonly TrialResult[]): string {
  const made = results.flatMap(({ curve, steps }) =>
    curve.map(({ step }) => percentOf(step, steps)),
  );
  const shares = [...new Set(made)].toSorted((a, b) => a - b);
  const rows = [
    ['trial', 'steps', ...shares.map((share) => `at ${share} %`), 'loss', 's'],
    ...results.map((result) => cellsOf(result, shares)),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)))
      .join('  '),
  );
  return [lines[0], '-'.repeat(lines[0]!.length), ...lines.slice(1)].join('\n');
}

/** Only the last step is at 100 %. */
function percentOf(step: number, steps: number): number {
  return step === steps ? 100 : Math.min(99, Math.round((100 * step) / steps));
}

function cellsOf(
  { name, steps, seconds, divergedAt, curve }: TrialResult,
  shares: readonly number[],
): string[] {
  const tested = shares.map((share) => {
    const point = curve.find(({ step }) => percentOf(step, steps) === share);
    return point === undefined ? '–' : `${(100 * point.testAccuracy).toFixed(2)} %`;
  });
  const loss =
    divergedAt === null ? (curve.at(-1)?.testLoss.toFixed(4) ?? '–') : `lost at ${divergedAt}`;
  return [name, steps.toLocaleString('en-US'), ...tested, loss, seconds.toFixed(1)];
}
