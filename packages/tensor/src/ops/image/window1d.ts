// Windows that slide along sequences: settings as users give them, checked and handed on to the ops of images.
import { ArgumentError } from '../../core/errors.js';
import type { Padding } from './window.js';

/** Steps of zeros before and after a sequence: a number for both, [before, after], `same` or `valid`. */
export type Padding1d = number | readonly [before: number, after: number] | 'same' | 'valid';

/** Refuses lengths that are no whole numbers from 1 on. */
export function checkSteps(op: string, settings: Readonly<Record<string, number>>): void {
  for (const [argument, received] of Object.entries(settings)) {
    if (Number.isInteger(received) && received >= 1) continue;
    refuse(op, { argument, expected: 'a whole number from 1 on', received });
  }
}

/** The padding of an image of one row. */
export function sidesOf(op: string, padding: Padding1d): Padding {
  if (typeof padding === 'string') return padding;
  const [before, after] = typeof padding === 'number' ? [padding, padding] : padding;
  for (const received of [before, after]) {
    if (Number.isInteger(received) && received >= 0) continue;
    refuse(op, { argument: 'padding', expected: 'of whole numbers from 0 on', received });
  }
  return [
    [0, 0],
    [before, after],
  ];
}

function refuse(
  op: string,
  problem: { argument: string; expected: string; received: number },
): never {
  throw new ArgumentError({ op, ...problem, received: String(problem.received) });
}
