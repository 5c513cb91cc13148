// Schedules that multiply the rate at certain steps.
import { ArgumentError } from '@evenkeel/tensor';
import { checkCounts, checkNumbers } from '../settings.js';
import type { Schedule } from './schedule.js';

/**
 * lr[t] = baseLr * gamma^floor(t / stepSize).
 *
 * @param options  baseLr; stepSize in steps; gamma, default 0.1
 * @returns  the learning rate of each step
 * @throws ArgumentError  a rate or factor below 0, or a stepSize that is no whole number from 1 on
 * @example
 * stepDecay({ baseLr: 0.1, stepSize: 30 })(60); // 0.001
 */
export function stepDecay(options: { baseLr: number; stepSize: number; gamma?: number }): Schedule {
  const { baseLr, stepSize, gamma = 0.1 } = options;
  checkNumbers('stepDecay', { baseLr, gamma }, { min: 0 });
  checkCounts('stepDecay', { stepSize }, 1);
  return (step) => baseLr * gamma ** Math.floor(step / stepSize);
}

/**
 * lr[t] = baseLr * gamma^(number of milestones <= t).
 *
 * @param options  baseLr; milestones in steps, rising; gamma, default 0.1
 * @returns  the learning rate of each step
 * @throws ArgumentError  milestones that do not rise
 * @example
 * multiStepDecay({ baseLr: 0.1, milestones: [32_000, 48_000] })(32_000); // 0.01
 */
export function multiStepDecay(options: {
  baseLr: number;
  milestones: readonly number[];
  gamma?: number;
}): Schedule {
  const { baseLr, gamma = 0.1 } = options;
  const milestones = options.milestones.slice();
  checkNumbers('multiStepDecay', { baseLr, gamma }, { min: 0 });
  if (milestones.some((step, i) => i > 0 && !(step >= milestones[i - 1]!))) {
    throw new ArgumentError({
      op: 'multiStepDecay',
      argument: 'milestones',
      expected: 'in rising order',
      received: `[${milestones.join(', ')}]`,
    });
  }
  return (step) => baseLr * gamma ** milestones.filter((milestone) => milestone <= step).length;
}

/**
 * lr[t] = baseLr * gamma^t.
 *
 * @param options  baseLr; gamma
 * @returns  the learning rate of each step
 * @throws ArgumentError  a rate or factor below 0 or not finite
 * @example
 * exponentialDecay({ baseLr: 0.1, gamma: 0.9 })(2); // 0.081
 */
export function exponentialDecay(options: { baseLr: number; gamma: number }): Schedule {
  const { baseLr, gamma } = options;
  checkNumbers('exponentialDecay', { baseLr, gamma }, { min: 0 });
  return (step) => baseLr * gamma ** step;
}
