// A rate that never changes.
import { checkNumbers } from '../settings.js';
import type { Schedule } from './schedule.js';

/**
 * lr[t] = baseLr.
 *
 * @example
 * warmup({ baseLr: 0.1, steps: 100, after: constantRate({ baseLr: 0.1 }) });
 */
export function constantRate({ baseLr }: { baseLr: number }): Schedule {
  checkNumbers('constantRate', { baseLr }, { min: 0 });
  return () => baseLr;
}
