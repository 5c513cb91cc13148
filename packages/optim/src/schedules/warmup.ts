// A slow start before another schedule.
import { checkCounts, checkNumbers } from '../settings.js';
import type { Schedule } from './schedule.js';

/**
 * lr[t] = baseLr * (startFactor + (1 - startFactor) * t / steps) for t < steps, then after(t - steps).
 *
 * @param options  baseLr; steps of the slow start, 0 for none; startFactor = 0; after, default baseLr for ever
 * @returns  the learning rate of each step
 * @throws ArgumentError  a rate or factor below 0, or steps that are no whole number from 0 on
 * @see Goyal et al. 2017, "Accurate, large minibatch SGD"
 * @example
 * const after = cosineAnnealing({ baseLr: 0.1, steps: 9500, hold: true });
 * const schedule = warmup({ baseLr: 0.1, steps: 500, after });
 * schedule(250); // 0.05
 */
export function warmup(options: {
  baseLr: number;
  steps: number;
  startFactor?: number;
  after?: Schedule;
}): Schedule {
  const { baseLr, steps, startFactor = 0, after = () => baseLr } = options;
  checkNumbers('warmup', { baseLr, startFactor }, { min: 0 });
  checkCounts('warmup', { steps });
  return (step) =>
    step < steps
      ? baseLr * (startFactor + ((1 - startFactor) * step) / steps)
      : after(step - steps);
}
