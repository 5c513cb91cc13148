import { drawDigits, type Dropout, type SgdSettings } from 'evenkeel';
import { expect, it } from 'vitest';
import { acceleration } from './acceleration.js';
import type { Frame, Trial } from './experiment.js';
import { onDigits } from './on-digits.js';
import { failureOf } from './remarks.js';

const digits = drawDigits({ count: 10 });
const frame: Frame = {
  data: { name: 'digits', train: digits, test: digits },
  seed: 1,
  batch: 8,
  steps: 100,
};

/** What the paper changes from trial to trial. */
function settingsOf({ model, optimizer, schedule }: Trial) {
  const net = model();
  const { groups } = optimizer(net.parameters());
  const kinds = net.modules().map(({ kind }) => kind);
  const dropout = net.modules().find(({ kind }) => kind === 'Dropout') as Dropout | undefined;
  return {
    norm: ['BatchNorm', 'LocalResponseNorm'].filter((kind) => kinds.includes(kind)).join(', '),
    activation: kinds.includes('sigmoid') ? 'sigmoid' : 'relu',
    dropout: dropout?.rate ?? 0,
    decay: groups.map(({ settings }) => (settings as SgdSettings).weightDecay),
    rate: Number(schedule!(0).toPrecision(3)),
    falls: Number((schedule!(100) / schedule!(0)).toFixed(3)),
  };
}

it('changes what the paper changes, and nothing else', () => {
  const found = acceleration.trials(frame).map((trial) => [trial.name, settingsOf(trial)]);
  const plain = {
    norm: 'LocalResponseNorm',
    activation: 'relu',
    dropout: 0.4,
    decay: [5e-4, 0],
    rate: 0.03,
    falls: 0.667,
  };
  const fast = { ...plain, norm: 'BatchNorm', dropout: 0, decay: [1e-4, 0], falls: 0.088 };
  expect(Object.fromEntries(found)).toEqual({
    Inception: plain,
    'Inception, rate x5': { ...plain, rate: 0.15 },
    'BN-Baseline': { ...plain, norm: 'BatchNorm, LocalResponseNorm' },
    'BN-x5': { ...fast, rate: 0.15 },
    'BN-x30': { ...fast, rate: 0.9 },
    'BN-x5-sigmoid': { ...fast, rate: 0.15, activation: 'sigmoid' },
    'Inception, sigmoid': { ...plain, activation: 'sigmoid' },
  });
});

it('is won by batch norm at five times the rate, and sigmoid needs it', async () => {
  const results = await onDigits(
    { ...acceleration, tests: 4 },
    ['Inception', 'BN-x5', 'Inception, sigmoid'],
    { steps: 30, test: 100 },
  );
  const best = (name: string): number => results.get(name)!.measures!['best']!;
  expect(best('BN-x5')).toBeGreaterThan(0.25);
  expect(best('BN-x5')).toBeGreaterThan(best('Inception') + 0.1);
  expect(failureOf(results.get('Inception, sigmoid')!, frame)).toMatch(/learned nothing/);
});
