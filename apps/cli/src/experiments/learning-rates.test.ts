import { drawDigits } from 'evenkeel';
import { expect, it } from 'vitest';
import type { Frame } from './experiment.js';
import { learningRates } from './learning-rates.js';
import type { TrialResult } from './run.js';

const digits = drawDigits({ count: 1 });
const frame: Frame = {
  data: { name: 'digits', train: digits, test: digits },
  seed: 1,
  batch: 8,
  steps: 10,
};

/** Results of all trials, those of batch norm all as good as told. */
function results(batchNorm: number, plain: (rate: number) => number | null): TrialResult[] {
  return learningRates.trials(frame).map(({ name, sweep }) => {
    const accuracy = sweep!.line === 'plain' ? plain(sweep!.at) : batchNorm;
    const curve = accuracy === null ? [] : [{ step: 10, testAccuracy: accuracy, testLoss: 1 }];
    const divergedAt = accuracy === null ? 3 : null;
    return { name, batch: 8, steps: 10, seconds: 1, divergedAt, curve, sweep: sweep! };
  });
}

it('tries the same rates with batch norm and without', () => {
  const trials = learningRates.trials(frame);
  expect(new Set(trials.map(({ name }) => name)).size).toBe(16);
  const norms = trials.map(({ model }) => model().modules().some(({ kind }) => kind === 'BatchNorm')); // prettier-ignore
  expect(norms).toEqual(trials.map(({ sweep }) => sweep!.line === 'batch norm'));
  for (const { sweep, model, optimizer } of trials) {
    expect(optimizer(model().parameters()).lr).toBe(sweep!.at);
  }
});

it('says from which rate to which each line trained', () => {
  const some = results(0.5, (rate) => (rate > 0.1 ? null : rate < 0.01 ? 0.19 : 0.3));
  expect(learningRates.remarks!(some, frame)).toEqual([
    'plain: rates from 0.01 to 0.1 trained, 10 times as much.',
    'batch norm: rates from 0.001 to 3 trained, 3000 times as much.',
  ]);
  expect(
    learningRates.remarks!(
      results(0.1, () => null),
      frame,
    ),
  ).toEqual(['plain: no rate trained.', 'batch norm: no rate trained.']);
});
