// Trials beside one of them: who is as good as it, and after how many steps.
import type { Column, Measures } from './experiment.js';
import type { TrialPoint, TrialResult } from './run.js';

export const baselineColumns: readonly Column[] = [
  { key: 'best', head: 'best', percent: true },
  { key: 'stepsToBaseline', head: "steps to baseline's best" },
  { key: 'speedUp', head: 'times as fast' },
];

/** Highest accuracy of all tests; NaN without any. */
export const bestOf = (curve: readonly TrialPoint[]): number =>
  curve.length === 0 ? NaN : Math.max(...curve.map(({ testAccuracy }) => testAccuracy));

/** Of each trial: its best test, steps to the first test that is as good as the baseline's best, and how many times fewer. */
export function measureAgainst(results: readonly TrialResult[], baseline: string): Measures[] {
  const baselineCurve = results.find(({ name }) => name === baseline)?.curve ?? [];
  const goal = bestOf(baselineCurve);
  const stepsOf = (curve: readonly TrialPoint[]): number =>
    curve.find(({ testAccuracy }) => testAccuracy >= goal)?.step ?? NaN;
  return results.map(({ curve }) => ({
    best: bestOf(curve),
    stepsToBaseline: stepsOf(curve),
    speedUp: stepsOf(baselineCurve) / stepsOf(curve),
  }));
}
