import { expect, it } from 'vitest';
import type { TrialResult } from '../experiments/run.js';
import { experimentTable } from './experiment-table.js';

/** Each test finds 1 % more than the one before it. */
const trial = (steps: number, tested: readonly number[], divergedAt: number | null = null) => {
  const curve = tested.map((step, i) => ({ step, testAccuracy: (i + 1) / 100, testLoss: 0.5 }));
  const result: TrialResult = {
    name: `of ${steps}`,
    batch: 8,
    steps,
    seconds: 1,
    divergedAt,
    curve,
  };
  return result;
};

it('shows tests of quarters in four columns, whatever the number of steps', () => {
  const results = [trial(400, [100, 200, 300, 400]), trial(12_800, [3200, 6400, 9600, 12_800])];
  expect(experimentTable(results).split('\n')).toEqual([
    'trial      steps  at 25 %  at 50 %  at 75 %  at 100 %    loss    s',
    '------------------------------------------------------------------',
    'of 400       400   1.00 %   2.00 %   3.00 %    4.00 %  0.5000  1.0',
    'of 12800  12,800   1.00 %   2.00 %   3.00 %    4.00 %  0.5000  1.0',
  ]);
});

it('shows tests under their own share of ten steps, and the last under 100 % also of one', () => {
  const results = [trial(10, [3, 6, 9, 10]), trial(2, [1, 2]), trial(1, [1])];
  expect(experimentTable(results).split('\n')).toEqual([
    'trial  steps  at 30 %  at 50 %  at 60 %  at 90 %  at 100 %    loss    s',
    '-----------------------------------------------------------------------',
    'of 10     10   1.00 %        –   2.00 %   3.00 %    4.00 %  0.5000  1.0',
    'of 2       2        –   1.00 %        –        –    2.00 %  0.5000  1.0',
    'of 1       1        –        –        –        –    1.00 %  0.5000  1.0',
  ]);
});

it('keeps what is nearly the end apart from it, and leaves open what a lost trial did not reach', () => {
  const results = [trial(401, [101, 202, 303, 400, 401]), trial(400, [100], 150), trial(8, [], 1)];
  expect(experimentTable(results).split('\n')).toEqual([
    'trial   steps  at 25 %  at 50 %  at 76 %  at 99 %  at 100 %         loss    s',
    '-----------------------------------------------------------------------------',
    'of 401    401   1.00 %   2.00 %   3.00 %   4.00 %    5.00 %       0.5000  1.0',
    'of 400    400   1.00 %        –        –        –         –  lost at 150  1.0',
    'of 8        8        –        –        –        –         –    lost at 1  1.0',
  ]);
});

it('is the head alone without results', () => {
  expect(experimentTable([]).split('\n')[0]).toBe('trial  steps  loss  s');
});
