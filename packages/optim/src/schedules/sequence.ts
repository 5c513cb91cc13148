// Schedules one after the other.
import { ArgumentError } from '@evenkeel/tensor';
import { checkCounts } from '../settings.js';
import type { Schedule } from './schedule.js';

/** A schedule and the steps that it is in force. */
export interface SchedulePart {
  readonly schedule: Schedule;
  /** The last part may leave it out: it goes on for ever. */
  readonly steps?: number;
}

/**
 * Schedules one after the other, each of which counts its steps from 0.
 *
 * lr[t] = schedule_i(t - steps_0 - ... - steps_(i-1)), i being the part that t falls into; beyond the last part it goes on
 *
 * @param parts  { schedule, steps }, in order
 * @returns  the learning rate of each step
 * @throws ArgumentError  no parts, or steps that are missing before the last part or no whole number
 * @example
 * const schedule = scheduleSequence([
 *   { schedule: linearRamp({ baseLr: 0.1, steps: 10, startFactor: 0, endFactor: 1 }), steps: 10 },
 *   { schedule: constantRate({ baseLr: 0.1 }), steps: 100 },
 *   { schedule: exponentialDecay({ baseLr: 0.1, gamma: 0.5 }) },
 * ]);
 * [5, 50, 110, 111].map(schedule); // [0.05, 0.1, 0.1, 0.05]
 */
export function scheduleSequence(parts: readonly SchedulePart[]): Schedule {
  const last = parts.at(-1);
  if (last === undefined) {
    const rule = { argument: 'parts', expected: 'a list of one part or more', received: '[]' };
    throw new ArgumentError({ op: 'scheduleSequence', ...rule });
  }
  const before = parts.slice(0, -1).map(({ schedule, steps = NaN }) => ({ schedule, steps }));
  for (const { steps } of before) checkCounts('scheduleSequence', { steps });
  return (step) => {
    let at = step;
    for (const { schedule, steps } of before) {
      if (at < steps) return schedule(at);
      at -= steps;
    }
    return last.schedule(at);
  };
}
