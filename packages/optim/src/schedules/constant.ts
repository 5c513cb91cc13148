// A rate that never changes.
import { checkNumbers } from '../settings.js';
import type { Schedule } from './schedule.js';

/**
 * lr[t] = baseLr.
 *
 * @param options  baseLr
 * @returns  the learning rate of each step
 * @throws ArgumentError  a rate or factor below 0 or not finite
 * @example
 * constantRate({ baseLr: 0.1 })(1000); // 0.1
 */
export function constantRate({ baseLr }: { baseLr: number }): Schedule {
  checkNumbers('constantRate', { baseLr }, { min: 0 });
  return () => baseLr;
}
