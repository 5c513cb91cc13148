// Schedules that follow a line or a power of one.
import { checkCounts, checkNumbers } from '../settings.js';
import type { Schedule } from './schedule.js';

/**
 * lr[t] = baseLr * (startFactor + (endFactor - startFactor) * min(t, steps) / steps).
 *
 * @param options  baseLr; steps that the ramp takes; startFactor = 1/3; endFactor = 1
 * @returns  the learning rate of each step
 * @throws ArgumentError  a rate or factor below 0, or steps that are no whole number from 1 on
 * @example
 * linearRamp({ baseLr: 0.1, steps: 500, startFactor: 0 })(250); // 0.05
 */
export function linearRamp(options: {
  baseLr: number;
  steps: number;
  startFactor?: number;
  endFactor?: number;
}): Schedule {
  const { baseLr, steps, startFactor = 1 / 3, endFactor = 1 } = options;
  checkNumbers('linearRamp', { baseLr, startFactor, endFactor }, { min: 0 });
  checkCounts('linearRamp', { steps }, 1);
  return (step) =>
    baseLr * (startFactor + ((endFactor - startFactor) * Math.min(step, steps)) / steps);
}

/**
 * lr[t] = baseLr * (1 - min(t, steps) / steps)^power.
 *
 * @param options  baseLr; steps until the rate is 0; power = 1
 * @returns  the learning rate of each step
 * @throws ArgumentError  a rate or power below 0, or steps that are no whole number from 1 on
 * @example
 * polynomialDecay({ baseLr: 0.1, steps: 10_000, power: 2 })(5000); // 0.025
 */
export function polynomialDecay(options: {
  baseLr: number;
  steps: number;
  power?: number;
}): Schedule {
  const { baseLr, steps, power = 1 } = options;
  checkNumbers('polynomialDecay', { baseLr, power }, { min: 0 });
  checkCounts('polynomialDecay', { steps }, 1);
  return (step) => baseLr * (1 - Math.min(step, steps) / steps) ** power;
}
