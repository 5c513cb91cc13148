// A rate that never changes.
import { checkNumbers } from '../settings.js';
import type { Schedule } from './schedule.js';

/**
 * lr[t] = baseLr.
 *
 * @example
 * constantRate({ baseLr: 0.1 })(1000); // 0.1
 */
export function constantRate({ baseLr }: { baseLr: number }): Schedule {
  checkNumbers('constantRate', { baseLr }, { min: 0 });
  return () => baseLr;
}
