// Schedules that follow half a cosine.
import { checkCounts, checkNumbers } from '../settings.js';
import type { Schedule } from './schedule.js';

export interface CosineScheduleOptions {
  readonly baseLr: number;
  /** Steps from baseLr down to minLr. */
  readonly steps: number;
  /** Default 0. */
  readonly minLr?: number;
}

/**
 * lr[t] = minLr + (baseLr - minLr) * (1 + cos(pi * t / steps)) / 2.
 *
 * Beyond `steps` the cosine goes on and the rate rises again; `hold: true` stays at minLr.
 *
 * @param options  baseLr; steps; minLr = 0; hold = false
 * @returns  the learning rate of each step
 * @throws ArgumentError  a rate below 0, or steps that are no whole number from 1 on
 * @see Loshchilov & Hutter 2017, "SGDR: stochastic gradient descent with warm restarts"
 * @example
 * cosineAnnealing({ baseLr: 0.1, steps: 10_000, hold: true })(5000); // 0.05
 */
export function cosineAnnealing(options: CosineScheduleOptions & { hold?: boolean }): Schedule {
  const { baseLr, steps, minLr = 0, hold = false } = options;
  checkNumbers('cosineAnnealing', { baseLr, minLr }, { min: 0 });
  checkCounts('cosineAnnealing', { steps }, 1);
  return (step) => {
    const at = hold ? Math.min(step, steps) : step;
    return minLr + ((baseLr - minLr) * (1 + Math.cos((Math.PI * at) / steps))) / 2;
  };
}

/**
 * Cosine annealing that starts again after steps, steps * factor, steps * factor^2, ... steps.
 * The last step of a cycle does not reach minLr.
 *
 * @param options  baseLr; steps of the first cycle; factor = 1, a whole number; minLr = 0
 * @returns  the learning rate of each step
 * @throws ArgumentError  a rate below 0, or steps or factor that are no whole numbers from 1 on
 * @see Loshchilov & Hutter 2017, "SGDR: stochastic gradient descent with warm restarts"
 * @example
 * cosineWarmRestarts({ baseLr: 0.1, steps: 1000, factor: 2 })(2000); // 0.05
 */
export function cosineWarmRestarts(options: CosineScheduleOptions & { factor?: number }): Schedule {
  const { baseLr, steps, minLr = 0, factor = 1 } = options;
  checkNumbers('cosineWarmRestarts', { baseLr, minLr }, { min: 0 });
  checkCounts('cosineWarmRestarts', { steps, factor }, 1);
  return (step) => {
    let length = steps;
    let at = step;
    if (factor === 1) at = step % steps;
    else {
      while (at >= length) {
        at -= length;
        length *= factor;
      }
    }
    return minLr + ((baseLr - minLr) * (1 + Math.cos((Math.PI * at) / length))) / 2;
  };
}
