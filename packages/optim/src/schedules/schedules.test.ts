import { describe, expect, it } from 'vitest';
import { constantRate } from './constant.js';
import { cosineAnnealing, cosineWarmRestarts } from './cosine.js';
import { cyclicRate } from './cyclic.js';
import { oneCycle } from './one-cycle.js';
import { reduceOnPlateau } from './plateau.js';
import { linearRamp, polynomialDecay } from './ramp.js';
import { scheduleSequence } from './sequence.js';
import type { Schedule } from './schedule.js';
import { exponentialDecay, multiStepDecay, stepDecay } from './step-decay.js';
import { warmup } from './warmup.js';

const rates = (schedule: Schedule, steps: number) =>
  Array.from({ length: steps }, (_, step) => Number(schedule(step).toFixed(9)));

describe('schedules', () => {
  it('keeps a constant rate', () => {
    expect(rates(constantRate({ baseLr: 0 }), 2)).toEqual([0, 0]);
  });

  it('decays in steps', () => {
    expect(rates(stepDecay({ baseLr: 1, stepSize: 2, gamma: 0.5 }), 5)).toEqual([
      1, 1, 0.5, 0.5, 0.25,
    ]);
    expect(rates(multiStepDecay({ baseLr: 1, milestones: [1, 3] }), 5)).toEqual([
      1, 0.1, 0.1, 0.01, 0.01,
    ]);
    expect(rates(exponentialDecay({ baseLr: 8, gamma: 0.5 }), 3)).toEqual([8, 4, 2]);
  });

  it('follows a line or a power', () => {
    expect(rates(linearRamp({ baseLr: 1, steps: 4, startFactor: 0 }), 6)).toEqual([
      0, 0.25, 0.5, 0.75, 1, 1,
    ]);
    expect(rates(polynomialDecay({ baseLr: 1, steps: 2, power: 2 }), 4)).toEqual([1, 0.25, 0, 0]);
  });

  it('anneals by a cosine, and rises again unless told to hold', () => {
    const options = { baseLr: 1, steps: 2, minLr: 0.2 };
    expect(rates(cosineAnnealing(options), 5)).toEqual([1, 0.6, 0.2, 0.6, 1]);
    expect(rates(cosineAnnealing({ ...options, hold: true }), 5)).toEqual([1, 0.6, 0.2, 0.2, 0.2]);
  });

  it('goes up and down, lower each time if told so', () => {
    const options = { baseLr: 1, maxLr: 3, stepsUp: 2 };
    expect(rates(cyclicRate(options), 6)).toEqual([1, 2, 3, 2, 1, 2]);
    expect(rates(cyclicRate({ ...options, stepsDown: 1 }), 5)).toEqual([1, 2, 3, 1, 2]);
    const lower = cyclicRate({ ...options, heightFactor: 0.5 });
    expect(rates(lower, 7)).toEqual([1, 2, 3, 2, 1, 1.5, 2]);
    expect(rates(cyclicRate({ ...options, gamma: 0.5 }), 4)).toEqual([1, 1.5, 1.5, 1.125]);
    expect(() =>
      cyclicRate({ baseLr: 1, maxLr: 0.5, stepsUp: 2 }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: cyclicRate: maxLr must be at least baseLr (1), got 0.5.]`,
    );
  });

  it('runs one after the other', () => {
    const down = exponentialDecay({ baseLr: 8, gamma: 0.5 });
    const parts = [
      { schedule: down, steps: 2 },
      { schedule: () => 7, steps: 0 },
      { schedule: down },
    ];
    expect(rates(scheduleSequence(parts), 5)).toEqual([8, 4, 8, 4, 2]);
    expect(() => scheduleSequence([])).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: scheduleSequence: parts must be a list of one part or more, got [].]`,
    );
    expect(() =>
      scheduleSequence([{ schedule: down }, { schedule: down }]),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: scheduleSequence: steps must be a whole number from 0 on, got NaN.]`,
    );
  });

  it('restarts after cycles that grow', () => {
    const schedule = cosineWarmRestarts({ baseLr: 1, steps: 2, factor: 2 });
    expect(rates(schedule, 7)).toEqual([1, 0.5, 1, 0.853553391, 0.5, 0.146446609, 1]);
  });

  it('warms up and hands over', () => {
    const schedule = warmup({
      baseLr: 1,
      steps: 2,
      startFactor: 0.5,
      after: stepDecay({ baseLr: 1, stepSize: 1 }),
    });
    expect(rates(schedule, 4)).toEqual([0.5, 0.75, 1, 0.1]);
    expect(rates(warmup({ baseLr: 1, steps: 0 }), 2)).toEqual([1, 1]);
  });

  it('rises and falls once in one cycle', () => {
    const schedule = oneCycle({ maxLr: 1, steps: 10, divFactor: 10, shape: 'linear' });
    expect(rates(schedule, 3)).toEqual([0.1, 0.55, 1]);
    expect(schedule(9)).toBeCloseTo(1e-5, 12);
    expect(schedule(100)).toBeCloseTo(1e-5, 12);
    expect(oneCycle({ maxLr: 1, steps: 10, riseShare: 0.1 })(0)).toBe(1);
  });

  it('says which setting is wrong', () => {
    expect(() => stepDecay({ baseLr: 0.1, stepSize: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: stepDecay: stepSize must be a whole number from 1 on, got 0.]`,
    );
    expect(() => oneCycle({ maxLr: -1, steps: 9 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: oneCycle: maxLr must be a finite number from 0 on, got -1.]`,
    );
    expect(() => oneCycle({ maxLr: 1, steps: 9, riseShare: 1 })).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: oneCycle: riseShare must be a number from 0 to below 1, got 1.]`,
    );
    expect(() =>
      multiStepDecay({ baseLr: 1, milestones: [3, 2] }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[ArgumentError: multiStepDecay: milestones must be in rising order, got [3, 2].]`,
    );
  });
});

describe('reduceOnPlateau', () => {
  it('lowers the rate after more than `patience` reports without progress', () => {
    const plateau = reduceOnPlateau({ baseLr: 1, patience: 1, factor: 0.5, cooldown: 1 });
    expect([3, 2, 2, 2, 2, 2, 2].map((metric) => plateau.report(metric))).toEqual([
      1, 1, 1, 0.5, 0.5, 0.5, 0.25,
    ]);
  });

  it('stops at the lowest rate and goes on from a saved state', () => {
    const plateau = reduceOnPlateau({ baseLr: 1, mode: 'max', patience: 0, minLr: 0.05 });
    plateau.report(0.9);
    expect(plateau.report(0.9)).toBeCloseTo(0.1);
    const resumed = reduceOnPlateau({ baseLr: 1, mode: 'max', patience: 0, minLr: 0.05 });
    resumed.restore(plateau.state());
    expect([resumed.report(0.9), plateau.report(0.9), resumed.lr]).toEqual([0.05, 0.05, 0.05]);
  });

  it('takes NaN for no progress, and recovers from it', () => {
    const plateau = reduceOnPlateau({ baseLr: 1, patience: 1 });
    plateau.report(Number.NaN);
    plateau.report(1);
    expect([plateau.report(Number.NaN), plateau.report(Number.NaN)]).toEqual([1, 0.1]);
  });
});
