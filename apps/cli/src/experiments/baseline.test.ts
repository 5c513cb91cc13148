import { drawDigits } from 'evenkeel';
import { expect, it } from 'vitest';
import { bestOf, measureAgainst } from './baseline.js';
import type { Frame } from './experiment.js';
import { baselineRemarks, failureOf } from './remarks.js';
import type { TrialResult } from './run.js';

/** Tests after 10, 20, ... steps. */
function trial(
  name: string,
  accuracies: readonly number[],
  divergedAt: number | null = null,
): TrialResult {
  const curve = accuracies.map((testAccuracy, i) => ({
    step: 10 * (i + 1),
    testAccuracy,
    testLoss: 1,
  }));
  return { name, batch: 8, steps: 40, seconds: 1, divergedAt, curve };
}

const results = [
  trial('base', [0.1, 0.3, 0.4, 0.35]),
  trial('fast', [0.4, 0.5, 0.45, 0.6]),
  trial('slow', [0.1, 0.2, 0.3, 0.39]),
  trial('lost', [0.1], 17),
  trial('stuck', [0.1, 0.1, 0.12, 0.1]),
  trial('lost at once', [], 1),
];

const digits = drawDigits({ count: 1 });
const frame: Frame = {
  data: { name: 'digits', train: digits, test: digits },
  seed: 1,
  batch: 8,
  steps: 40,
};

it('takes the best test, and the first that is as good as the best of the baseline', () => {
  expect(bestOf(results[0]!.curve)).toBe(0.4);
  expect(measureAgainst(results, 'base')).toEqual([
    { best: 0.4, stepsToBaseline: 30, speedUp: 1 },
    { best: 0.6, stepsToBaseline: 10, speedUp: 3 },
    { best: 0.39, stepsToBaseline: NaN, speedUp: NaN },
    { best: 0.1, stepsToBaseline: NaN, speedUp: NaN },
    { best: 0.12, stepsToBaseline: NaN, speedUp: NaN },
    { best: NaN, stepsToBaseline: NaN, speedUp: NaN },
  ]);
});

it('says of each trial whether it reached the baseline, did not, diverged or learned nothing', () => {
  const measures = measureAgainst(results, 'base');
  const measured = results.map((result, i) => ({ ...result, measures: measures[i]! }));
  expect(baselineRemarks(measured, frame, 'base')).toEqual([
    'fast reached the 40.0 % of base in 10 steps, 3.0 times as fast.',
    'slow did not reach the 40.0 % of base.',
    'lost diverged: its loss was no number at step 17.',
    'stuck learned nothing: its best test, 12.0 %, is not twice the 10.0 % of guessing.',
    'lost at once diverged: its loss was no number at step 1.',
  ]);
  expect(failureOf(results[0]!, frame)).toBeNull();
  expect(baselineRemarks([], frame, 'base')).toEqual([]);
});

it('has nothing to be measured against where the run was stopped before the baseline', () => {
  expect(measureAgainst([results[1]!], 'base')).toEqual([
    { best: 0.6, stepsToBaseline: NaN, speedUp: NaN },
  ]);
});

it('sets no goal where the baseline diverged before its first test', () => {
  const some = [trial('base', [], 3), trial('fast', [0.4]), trial('stuck', [0.1])];
  const measures = measureAgainst(some, 'base');
  const measured = some.map((result, i) => ({ ...result, measures: measures[i]! }));
  expect(baselineRemarks(measured, frame, 'base')).toEqual([
    'base diverged: its loss was no number at step 3.',
    'stuck learned nothing: its best test, 10.0 %, is not twice the 10.0 % of guessing.',
  ]);
});
